"""Long recordings are copies of a piece without a seam."""

from itertools import pairwise

import av

from benchmarks._material import PIECE_FRAMES, make_piece, repeat


def test_a_repeated_piece_has_rising_times_and_the_right_length(tmp_path):
    make_piece(tmp_path / "piece.mp4", 64, 48)
    repeat(tmp_path / "piece.mp4", tmp_path / "long.mkv", minutes=0.5)
    with av.open(str(tmp_path / "long.mkv")) as file:
        times = [frame.time for frame in file.decode(video=0)]
    assert len(times) == 3 * PIECE_FRAMES
    assert all(a < b for a, b in pairwise(times))
    assert abs(times[-1] - 3 * 10.24) < 0.1
    with av.open(str(tmp_path / "long.mkv")) as file:
        heard = sum(frame.samples for frame in file.decode(audio=0)) / 48_000
    assert abs(heard - 3 * 10.24) < 0.1
