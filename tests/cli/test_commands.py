"""What a user does, from the first command to the last."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from aima.cli.export import FormatChoice
from tests.cli.parts import SAMPLES, VOICE, run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    done = run("analyze", VOICE, "--profile", "quick", home=folder)
    assert done.returncode == 0, done.stderr
    assert f"dossier {folder}" in done.stdout
    return folder


@pytest.fixture(scope="module")
def id(home: Path) -> str:
    return json.loads(run("list", "--json", home=home).stdout)["id"]


def test_list_shows_it(home: Path, id: str) -> None:
    assert run("list", home=home).stdout.startswith(id)


def test_show_in_words_in_numbers_and_for_machines(home: Path, id: str) -> None:
    assert "insufficient" in run("show", id, home=home).stdout.lower()
    assert "Balance" in run("show", id[:5], "--why", home=home).stdout
    assert json.loads(run("show", id, "--json", home=home).stdout)["analysis"] == id
    assert "Risiko" in run("show", id, home=home, LANG="de_DE.UTF-8").stdout


def test_formats_are_those_of_the_reports() -> None:
    from aima.reports.export import FORMATS

    assert {choice.value for choice in FormatChoice} == set(FORMATS)


@pytest.mark.parametrize("format", [choice.value for choice in FormatChoice])
def test_every_format_is_written(home: Path, id: str, format: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / f"out.{format}"
    done = run("export", id, "--to", target, "--format", format, home=home)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 0 and done.stdout.strip() == str(target)


def test_doctor_names_what_is_there_and_what_is_missing(home: Path) -> None:
    said = run("doctor", home=home).stdout
    assert "Silero" in said and "AIMA_WHISPER" in said and "Decoding is held by" in said
    report = json.loads(run("doctor", "--json", home=home).stdout)
    assert report["can_decode"] and report["guards"]


def test_analysing_again_says_that_it_is_done(home: Path, id: str) -> None:
    done = run("analyze", VOICE, "--profile", "quick", home=home)
    assert done.returncode == 0 and id in done.stdout and "already analysed" in done.stderr


def test_delete(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id = json.loads(run("analyze", VOICE, "--profile", "quick", "--json", home=home).stdout)["analysis"]
    assert run("delete", id, home=home).returncode == 0
    assert "nothing is analysed" in run("list", home=home).stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; import aima.cli.main; "
        "print([m for m in ('numpy','pydantic','sqlalchemy','av','cv2','rich','onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    assert run("--version").stdout.startswith("aima ")


def test_output_that_nobody_reads_to_its_end(home: Path) -> None:
    call = f"{sys.executable} -m aima.cli.main policy show | head -n 1"
    done = subprocess.run(call, shell=True, capture_output=True, text=True, check=False)
    assert "SHA-256" in done.stdout and done.stderr == ""


def test_show_open_and_export_take_the_newest(home: Path, id: str, tmp_path: Path) -> None:
    assert id in run("show", home=home).stdout
    assert run("open", home=home, BROWSER="true").stdout.strip() == str(home / "dossiers" / f"{id}.html")
    assert run("export", "--to", tmp_path, "--format", "csv", home=home).stdout.strip() == str(tmp_path / f"{id}.csv")
    for words in (("show",), ("open",), ("export", "--format", "csv")):
        done = run(*words, home=tmp_path / "empty")
        assert done.returncode == 2 and "No analysis is finished" in done.stderr


def test_export_knows_the_format_by_the_ending(home: Path, id: str, tmp_path: Path) -> None:
    assert run("export", id, "--to", tmp_path / "o.zip", home=home).returncode == 0
    assert (tmp_path / "o.zip").read_bytes().startswith(b"PK")
    done = run("export", id, "--to", tmp_path / "o.pdf", home=home)
    assert done.returncode == 2 and "--format" in done.stderr
    lines = run("export", id, "--to", "-", "--format", "jsonl", home=home).stdout.splitlines()
    assert len(lines) > 3 and all(json.loads(line) for line in lines)


def test_export_never_takes_the_place_of_a_device(home: Path, id: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    done = run("export", id, "--to", pipe, home=home)
    assert done.returncode == 2 and "is no file" in done.stderr and pipe.is_fifo()


def test_delete_takes_several_and_all_or_none_of_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for profile in ("quick", "full"):
        assert run("analyze", SAMPLES / "still.jpg", "--profile", profile, home=home).returncode == 0
    ids = [json.loads(line)["id"] for line in run("list", "--json", home=home).stdout.splitlines()]
    assert run("delete", ids[0], "zzz", home=home).returncode == 2
    assert len(run("list", home=home).stdout.splitlines()) == 2
    assert run("delete", *ids, ids[0], home=home).stdout == f"deleted {ids[0]}\ndeleted {ids[1]}\n"
    assert "nothing is analysed" in run("list", home=home).stdout


def test_list_speaks_the_language_and_the_time_of_the_place(home: Path, id: str) -> None:
    row = json.loads(run("list", "--json", home=home).stdout)
    assert row["duration_ms"] > 9000 and row["risk"] == "medium" and row["consent_score"] is None
    there = run("list", home=home, LANG="de_DE.UTF-8", TZ="XXX-5").stdout
    assert "Risiko mittel, Belege reichen nicht aus" in there
    made = datetime.fromisoformat(row["created_at"]).astimezone(timezone(timedelta(hours=5)))
    assert made.strftime("%Y-%m-%d %H:%M") in there


def test_a_model_that_was_asked_for_and_is_not_there(home: Path, tmp_path: Path) -> None:
    done = run("analyze", VOICE, home=home, AIMA_WHISPER=str(tmp_path / "nowhere"))
    assert done.returncode == 2 and "AIMA_WHISPER" in done.stderr and "nowhere" in done.stderr
    assert "nowhere" in run("doctor", home=home, AIMA_WHISPER=str(tmp_path / "nowhere")).stdout


def test_an_empty_name_is_not_the_folder_that_one_stands_in(home: Path) -> None:
    done = run("analyze", "", home=home)
    assert done.returncode == 2 and "empty name" in done.stderr


def test_what_was_skipped_is_named(home: Path, tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("notes")
    done = run("analyze", tmp_path, home=home)
    assert done.returncode == 0 and done.stdout == "7 skipped\n"
    assert done.stderr.startswith("  skipped 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more: this is text")
