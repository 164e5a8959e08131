"""A short talk of two synthesised voices, and a Whisper model with random weights that really runs."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from aima.model.clip import Clip
from aima.model.span import Span

TALK = Path(__file__).parent / "data" / "two_voices.ogg"
WIDTH, HEADS = 16, 2


def clip_of(samples: np.ndarray | None, start_ms: int = 0, length_ms: int | None = None) -> Clip:
    length = length_ms or max(1, 0 if samples is None else len(samples) * 1000 // 16_000)
    return Clip("c" * 64, 0, Span(start_ms, start_ms + length), samples)


@pytest.fixture(scope="session")
def talk_samples() -> np.ndarray:
    samples, rate = soundfile.read(TALK, dtype="float32")
    assert rate == 16_000
    return samples


@pytest.fixture
def talk(talk_samples: np.ndarray) -> Clip:
    return clip_of(talk_samples.copy(), start_ms=60_000)


@pytest.fixture(scope="session")
def whisper_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as CTranslate2's converter writes it, from random weights: it says nonsense, in the right types."""
    from ctranslate2.specs.whisper_spec import WhisperConfig, WhisperSpec

    folder = tmp_path_factory.mktemp("whisper")
    tokens = _tokens()
    spec = WhisperSpec(1, HEADS, 1, HEADS)
    _fill(spec, len(tokens), np.random.default_rng(7))
    first = tokens.index("<|en|>")
    spec._config = WhisperConfig([], [220, 50257], list(range(first, first + 99)), [(0, 0), (0, 1)])
    spec.register_vocabulary(tokens)
    spec.validate()
    spec.save(str(folder))
    _write_tokenizer(folder / "tokenizer.json", tokens)
    return folder


def _tokens() -> list[str]:
    from faster_whisper.tokenizer import _LANGUAGE_CODES
    from tokenizers.pre_tokenizers import ByteLevel

    plain = sorted(ByteLevel.alphabet())
    plain += [f"Ġword{number}" for number in range(50256 - len(plain))]
    plain += [""]  # by which CTranslate2 knows a model of many languages
    special = ["endoftext", "startoftranscript", *_LANGUAGE_CODES[:99], "translate", "transcribe", "startoflm"]
    special += ["startofprev", "nospeech", "notimestamps", *(f"{tick * 0.02:.2f}" for tick in range(1501))]
    return plain + [f"<|{name}|>" for name in special]


def _write_tokenizer(path: Path, tokens: list[str]) -> None:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    tokenizer = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in tokens[50257:50364]])
    tokenizer.save(str(path))


def _fill(spec: object, vocabulary: int, rng: np.random.Generator) -> None:
    shapes = {
        "encoder.conv1.weight": (WIDTH, 80, 3),
        "encoder.conv2.weight": (WIDTH, WIDTH, 3),
        "encoder.position_encodings.encodings": (1500, WIDTH),
        "decoder.position_encodings.encodings": (448, WIDTH),
        "decoder.embeddings.weight": (vocabulary, WIDTH),
        "decoder.projection.weight": (vocabulary, WIDTH),
        "self_attention.linear.0.weight": (3 * WIDTH, WIDTH),
        "attention.linear.0.weight": (WIDTH, WIDTH),
        "attention.linear.1.weight": (2 * WIDTH, WIDTH),
        "linear.2.weight": (WIDTH, WIDTH),
        "self_attention.linear.1.weight": (WIDTH, WIDTH),
        "linear_0.weight": (4 * WIDTH, WIDTH),
        "linear_1.weight": (WIDTH, 4 * WIDTH),
    }

    def visit(part: object, path: str) -> None:
        for name, value in list(vars(part).items()):
            if name.startswith("_"):
                continue
            here = f"{path}.{name}" if path else name
            if isinstance(value, list):
                for number, item in enumerate(value):
                    visit(item, f"{here}.{number}")
            elif hasattr(value, "validate"):
                visit(value, here)
                if hasattr(value, "has_bias") or "conv" in name:
                    value.bias = np.zeros(value.weight.shape[0], np.float32)
            elif name in ("gamma", "beta"):
                setattr(part, name, np.full(WIDTH, float(name == "gamma"), np.float32))
            elif value is None or name == "encodings":
                shape = next(shape for end, shape in shapes.items() if ("." + here).endswith("." + end))
                setattr(part, name, rng.normal(0, 0.5, shape).astype(np.float32))
        for item in (i for v in vars(part).values() if isinstance(v, list) for i in v):
            if hasattr(item, "has_bias"):
                item.bias = np.zeros(item.weight.shape[0], np.float32)

    visit(spec, "")
