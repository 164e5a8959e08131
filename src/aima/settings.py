"""Every setting, frozen, from the environment (`AIMA_...`); read by `app` alone and documented in docs/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from aima.errors import BadSetting


class Settings(BaseSettings):
    """What can be set. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix="AIMA_", env_ignore_empty=True, frozen=True, extra="ignore")

    home: Path | None = Field(
        default=None, description="Folder that holds everything AIMA keeps; else the data folder of the platform."
    )
    policy: Path | None = Field(
        default=None, description="Policy file to use where a command names none; else the built-in policy."
    )
    whisper: Path | None = Field(
        default=None,
        description="CTranslate2 Whisper folder for transcription; else models/whisper in the home, if it is there.",
    )
    workers: int = Field(
        default=0, ge=0, le=256, description="Analyzers that work at the same time; 0 takes the number of processors."
    )
    unsafe_decoder: bool = Field(
        default=False,
        description="Decode without a sandbox on a machine that can hold none. Only for recordings you trust.",
    )
    max_duration_h: float = Field(default=12.0, gt=0, le=1000, description="Longest recording accepted, in hours.")
    max_megapixels: float = Field(
        default=120.0,
        gt=0,
        le=2000,
        description="Largest picture accepted, in millions of pixels; frames of video have at most 36 in any case.",
    )
    decoder_memory_mb: int = Field(default=3072, ge=256, description="Memory that the decoding child may take, in MB.")

    llm_url: str = Field(
        default="", description="Base address of a server of the OpenAI protocol whose language model explains results."
    )
    llm_model: str = Field(default="", description="Name of that model, as the server lists it.")
    llm_key: SecretStr = Field(default=SecretStr(""), description="Key of that server, where it wants one.")
    llm_allow_remote: bool = Field(
        default=False,
        description="Let that server lie outside this machine and its private network: digests then leave the house.",
    )
    llm_timeout_s: float = Field(default=120.0, gt=0, le=3600, description="Longest wait for one answer, in seconds.")
    llm_context: int = Field(
        default=8192, ge=1024, le=2_000_000, description="Room for a question and its answer together, in tokens."
    )
    llm_budget: int = Field(
        default=200_000, ge=1024, le=100_000_000, description="Tokens that one analysis may spend on it in all."
    )
    llm_concurrency: int = Field(default=2, ge=1, le=64, description="Questions that are asked at the same time.")
    llm_language: Literal["de", "en"] = Field(default="en", description="Language in which it explains.")
    vlm_url: str = Field(
        default="", description="Base address of a server whose vision-language model is shown chosen frames."
    )
    vlm_model: str = Field(default="", description="Name of that model, as the server lists it.")
    vlm_key: SecretStr = Field(default=SecretStr(""), description="Key of that server, where it wants one.")
    vlm_allow_remote: bool = Field(
        default=False,
        description="Let that server lie outside this machine and its private network: frames then leave the house.",
    )
    vlm_timeout_s: float = Field(default=120.0, gt=0, le=3600, description="Longest wait for one answer, in seconds.")
    vlm_context: int = Field(
        default=8192,
        ge=1024,
        le=2_000_000,
        description="Room for a question with its picture and the answer, in tokens.",
    )
    vlm_budget: int = Field(
        default=100_000, ge=1024, le=100_000_000, description="Tokens that one analysis may spend on it in all."
    )
    vlm_concurrency: int = Field(default=2, ge=1, le=64, description="Frames that are asked about at the same time.")
    vlm_long_side_px: int = Field(
        default=768, ge=64, le=4096, description="Longer side of the frames that are sent, in pixels."
    )
    vlm_mask_faces: bool = Field(default=False, description="Cover every face that is found before a frame is sent.")

    @field_validator("home", "policy", "whisper")
    @classmethod
    def _expand(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @property
    def home_folder(self) -> Path:
        """`home`, else the platform's data folder for AIMA."""
        if self.home is not None:
            return self.home
        from platformdirs import user_data_path

        return user_data_path("aima", appauthor=False)

    @property
    def worker_count(self) -> int:
        """`workers`, else the processors this process may use."""
        if self.workers:
            return self.workers
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_settings(**given: object) -> Settings:
    """The settings from the environment, with `given` values (those that are not `None`) before them.

    Raises `BadSetting` that names the first wrong one.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "AIMA_" + str(first["loc"][0]).upper() if first["loc"] else "the settings"
        raise BadSetting(f"{name}: {first['msg'][0].lower()}{first['msg'][1:]} (see docs/settings.md)") from None
