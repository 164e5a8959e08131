"""The commands that speak to model servers, run as a person would, against servers on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.parts import SAMPLES, VOICE, run
from tests.endpoints.scripted import Got, Parts, answering, closed_port, error, lists, says, scripted
from tests.flow.test_explained import explaining, seeing


def able(got: Got) -> Parts:
    """Answers the doctor's small question, and every other one with true sentences."""
    if got.chat and "exactly this JSON object" in got.text:
        return says('{"ok": true}')
    return explaining(got)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    done = run("analyze", VOICE, "--profile", "quick", home=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """The settings of a language model that tells the truth."""
    with scripted(able) as running:
        yield {"AIMA_LLM_URL": running.url, "AIMA_LLM_MODEL": "m", "AIMA_LLM_CONTEXT": "16384"}


def test_explain_asks_keeps_and_shows(home: Path, server: dict[str, str]) -> None:
    before = json.loads(run("show", "--json", home=home).stdout)
    done = run("explain", home=home, **server)
    assert done.returncode == 0, done.stderr
    shown = run("show", "--llm", home=home)
    assert shown.stdout == done.stdout and "m" in shown.stdout
    after = json.loads(run("show", "--json", home=home).stdout)
    assert after["explanation"]["outcome"] == "kept" and before["explanation"] is None
    unchanged = before.keys() - {"explanation", "review"}
    assert {name: after[name] for name in unchanged} == {name: before[name] for name in unchanged}


def test_an_explanation_outlives_an_asking_that_failed(home: Path, server: dict[str, str]) -> None:
    first = run("explain", home=home, **server)
    away = {**server, "AIMA_LLM_URL": f"http://127.0.0.1:{closed_port()}/v1"}
    done = run("explain", "--again", home=home, LANG="de_DE.UTF-8", **away)
    assert done.returncode == 2 and "nicht zu erreichen" in done.stderr and done.stdout == ""
    assert run("show", "--llm", home=home).stdout == first.stdout


def test_who_waits_for_a_model_is_told_so(home: Path, server: dict[str, str]) -> None:
    done = run("summarize", "--again", home=home, **server)
    assert "summarising, waiting for the model" in done.stderr
    assert run("explain", "--json", "--again", home=home, **server).stderr == ""


def test_explain_without_a_model_says_what_to_set(home: Path) -> None:
    done = run("explain", home=home)
    assert done.returncode == 2 and "AIMA_LLM_URL" in done.stderr


def test_the_digest_can_be_read(home: Path) -> None:
    done = run("show", "--digest", home=home)
    assert done.returncode == 0 and "Window 1 of" in done.stdout
    assert run("show", "--digest", home=home, LANG="de_DE.UTF-8").stdout == done.stdout
    small = run("show", "--digest", home=home, AIMA_LLM_CONTEXT="1024")
    assert small.returncode == 2 and "AIMA_LLM_CONTEXT" in small.stderr


@pytest.mark.parametrize("both", [("--why", "--llm"), ("--digest", "--json")])
def test_one_view_at_a_time(home: Path, both: tuple[str, str]) -> None:
    done = run("show", *both, home=home)
    assert done.returncode == 2 and "one of them" in done.stderr


@pytest.mark.parametrize(("language", "word"), [("de", "Zusammenfassung"), ("en", "Summary")])
def test_a_summary_without_a_model_is_aimas_own(home: Path, language: str, word: str) -> None:
    done = run("summarize", "--language", language, home=home, LANG=f"{language}_XX.UTF-8")
    assert done.returncode == 0 and word in done.stdout
    told = json.loads(run("summarize", "--length", "long", "--language", language, "--json", home=home).stdout)
    assert (told["by"], told["language"], told["length"]) == ("rules", language, "long")
    assert all(sentence["cites"] for sentence in told["sentences"]) and len(told["sentences"]) <= 12


def test_a_summary_by_a_model(home: Path, server: dict[str, str]) -> None:
    told = json.loads(run("summarize", "--json", home=home, **server).stdout)
    assert (told["by"], told["model"]) == ("model", "m") and 0 < len(told["sentences"]) <= 3


def endpoints(home: Path, **environment: str) -> list[dict[str, object]]:
    done = run("doctor", "--json", home=home, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["endpoints"]


def test_the_doctor_says_what_a_server_can_do(home: Path, server: dict[str, str]) -> None:
    llm, vlm = endpoints(home, **server)
    assert llm["usable"] and "JSON" in str(llm["sentence"])
    assert not vlm["configured"] and "AIMA_VLM_URL" in str(vlm["sentence"])


def listing_and_error(got: Got) -> Parts:
    return error(401, "no", "invalid_api_key") if got.chat else lists("m")


@pytest.mark.parametrize(
    ("script", "more", "said"),
    [
        (listing_and_error, {}, "AIMA_LLM_KEY"),
        (answering('{"ok": true}', models=("other",)), {"AIMA_LLM_MODEL": "m"}, "m"),
        (answering("I would rather not."), {}, "JSON"),
        (able, {"AIMA_LLM_CONTEXT": "1024"}, "AIMA_LLM_CONTEXT"),
    ],
    ids=["key", "model", "schema", "context"],
)
def test_the_doctor_names_what_is_wrong(home: Path, script: object, more: dict[str, str], said: str) -> None:
    with scripted(script) as running:  # type: ignore[arg-type]
        settings = {"AIMA_LLM_URL": running.url, "AIMA_LLM_MODEL": "m", "AIMA_LLM_KEY": "sk-secret-1", **more}
        llm, _ = endpoints(home, **settings)
        plain = run("doctor", home=home, **settings)
    assert said in str(llm["sentence"]), llm
    assert "sk-secret-1" not in plain.stdout + plain.stderr + json.dumps(llm)


def test_the_doctor_names_a_server_that_is_away_and_an_address_that_is_refused(home: Path) -> None:
    away = {"AIMA_LLM_URL": f"http://127.0.0.1:{closed_port()}/v1", "AIMA_LLM_MODEL": "m"}
    far = {"AIMA_VLM_URL": "https://8.8.8.8/v1", "AIMA_VLM_MODEL": "m"}
    done = run("doctor", "--json", home=home, **away, **far)
    llm, vlm = json.loads(done.stdout)["endpoints"]
    (rope,) = [each for each in json.loads(done.stdout)["abilities"] if each["capability"] == "restraints"]
    assert rope["model"] == "" and rope["missing"] == vlm["sentence"]["en"]  # what cannot be asked provides nothing
    assert not llm["usable"] and "cannot be reached" in str(llm["sentence"])
    assert not vlm["usable"] and "AIMA_VLM_ALLOW_REMOTE" in str(vlm["sentence"])


def test_a_key_is_in_no_message_whatever_is_wrong_with_the_settings(home: Path) -> None:
    done = run(
        "doctor", home=home, AIMA_LLM_URL="ftp://user:sk-secret-2@x", AIMA_LLM_KEY="sk-secret-3", AIMA_LLM_BUDGET="x"
    )
    assert done.returncode == 2 and "AIMA_LLM_BUDGET" in done.stderr
    assert "sk-secret" not in done.stdout + done.stderr


def test_an_analysis_asks_both_models_and_says_so(tmp_path: Path) -> None:
    with scripted(able) as speaking, scripted(seeing) as looking:
        settings = {
            "AIMA_LLM_URL": speaking.url, "AIMA_LLM_MODEL": "m", "AIMA_LLM_CONTEXT": "16384", "AIMA_LLM_LANGUAGE": "en",
            "AIMA_VLM_URL": looking.url, "AIMA_VLM_MODEL": "m",
        }  # fmt: skip
        done = run("analyze", SAMPLES / "still.jpg", home=tmp_path, **settings)
        assert done.returncode == 0, done.stderr
        assert speaking.asked and looking.asked
        shown = run("show", "--llm", home=tmp_path).stdout
        id = json.loads(run("list", "--json", home=tmp_path).stdout)["id"]
        page = (tmp_path / "dossiers" / f"{id}.html").read_text()
    assert "rope" in shown or "rope" in page
    run("delete", "--yes", id, home=tmp_path)
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"it lies on the table" not in left and b"consent_estimate" not in left
