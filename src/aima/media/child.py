"""The process that reads a recording: locked in first, then decoding, handing on clips.

Standard input is the open recording, standard output the pipe to the parent; the arguments are the job and the guards
to put on. The parent trusts nothing that this process says.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import asdict

from aima.media import lock, sniff, stills, wire
from aima.media.assembling import Piece
from aima.media.container import Strand
from aima.media.job import Job
from aima.media.looker import Looker
from aima.media.reader import Listener, Progress, Reader, report
from aima.media.reasons import Reason
from aima.media.recording import Recording
from aima.media.sampling import Picture
from aima.media.wire import Tag

RECORDING, PIPE = 0, 1


def main(job_text: str, guards: str) -> None:
    """Lock in, then read what is on standard input; `guards` are names of `lock.ALL`, separated by commas."""
    job = Job.from_text(job_text)
    sender = wire.Sender(PIPE)
    preload(job)
    sender.send_json(Tag.READY, lock.lock(job.memory_bytes, job.cpu_seconds, guards.split(",")))
    try:
        serve(job, sender)
    except Reason as reason:
        sender.send_json(Tag.REFUSED, [reason.code, *reason.values])
    except MemoryError:
        sender.send_json(Tag.REFUSED, ["memory", job.memory_bytes >> 20])
    except BrokenPipeError:
        os._exit(0)  # nobody waits for the rest
    except Exception as error:  # hostile bytes can make a library fail in any way; the user is told which
        sender.send_json(Tag.REFUSED, ["failed", type(error).__name__])
    os._exit(0)  # what lies in memory needs no tidying up, and freeing damaged structures can crash


def preload(job: Job) -> None:
    """Import what decoding will need: nothing can be imported once the sandbox is on."""
    if job.picture:
        stills.preload()
        return
    # PyAV imports the wrappers of stream kinds when it first meets one.
    for module in ("av", "av.stream", "av.subtitles.codeccontext", "av.subtitles.stream", "av.subtitles.subtitle"):
        importlib.import_module(module)


def serve(job: Job, sender: wire.Sender) -> None:
    """Tell what the recording is, then read it. Raises `Reason` for what is refused."""
    recording = Recording(RECORDING)
    format = sniff.sniff(recording.read_at)
    if format.picture:
        _serve_still(recording, format, job, sender)
        return

    def progress(ms: int, read: int) -> None:
        sender.send(Tag.PROGRESS, wire.PROGRESS.pack(ms, read))

    if job.moments:
        looker = Looker(recording, format, job)
        sender.send_json(Tag.OPENED, asdict(looker.report()))
        found = looker.run(lambda picture: send_look(sender, picture), Progress(progress))
        sender.send_json(Tag.END, asdict(found))
        return
    listener = Listener(
        opened=lambda found: sender.send_json(Tag.OPENED, asdict(found)),
        piece=lambda piece: send_piece(sender, piece),
        progress=progress,
    )
    sender.send_json(Tag.END, asdict(Reader(recording, format, job).run(listener)))


def send_piece(sender: wire.Sender, piece: Piece) -> None:
    """One clip: its head, its samples, then each picture's head and points; freed as they go."""
    sound = piece.samples.data.cast("B") if piece.samples is not None and piece.samples.size else b""
    head = wire.CLIP.pack(piece.index, piece.start_ms, piece.end_ms, len(sound), len(piece.pictures))
    sender.send(Tag.CLIP, head)
    sender.write(sound)
    piece.pictures.reverse()
    while piece.pictures:
        for part in packed(piece.pictures.pop()):
            sender.write(part)


def send_look(sender: wire.Sender, picture: Picture) -> None:
    """One frame of a second look: its head, then its points."""
    head, points = packed(picture)
    sender.send(Tag.LOOK, head)
    sender.write(points)


def packed(picture: Picture) -> tuple[bytes, memoryview]:
    """A picture's head and points."""
    if picture.rgb is None:
        raise RuntimeError("a picture of a wanted clip was not converted")
    height, width = picture.rgb.shape[:2]
    head = wire.FRAME.pack(picture.at_ms, height, width, picture.novelty, picture.cut)
    return head, picture.rgb.data.cast("B")


def _serve_still(recording: Recording, format: sniff.Format, job: Job, sender: wire.Sender) -> None:
    rgb, truncated, (width, height) = stills.read(recording, format, job)
    strand = Strand(0, "video", format.name, used=True, width=width, height=height)
    found = asdict(report("image", format.name, 0, truncated, [strand]))
    sender.send_json(Tag.OPENED, found)
    picture = Picture(0, rgb, 1.0, False)
    if job.moments:
        send_look(sender, picture)
    elif job.first_clip == 0:
        send_piece(sender, Piece(0, 0, 1, None, [picture]))
    sender.send_json(Tag.END, found)
