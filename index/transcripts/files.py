"""Transcripts as files: where they are, and the sidecar beside each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.metadata import SidecarError, describe, read_sidecar
from index.transcripts.formats import LARGEST, SUFFIXES, read_bytes
from index.transcripts.words import ReadError, Words
from index.types import Transcript

_NO_EPISODES = {"readme", "license", "changelog", "contributing"}  # stems of what lies in many a folder beside them
_TAKES = ", ".join(SUFFIXES)


class TranscriptError(ValueError):
    """A transcript cannot be read; the text is one line that names the file, what is wrong and what to do."""


def discover(paths: Iterable[Path]) -> list[Path]:
    """The transcripts among files and in folders, with subfolders, in order of their names. Raises TranscriptError."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(one for one in path.rglob("*") if _is_episode(one))))
        elif not path.exists():
            raise TranscriptError(f"{path}: there is no such file or folder: check the path")
        elif path.suffix.lower() not in SUFFIXES:
            raise TranscriptError(f"{path}: is no transcript: give a file in one of {_TAKES}, or a folder of them")
        else:
            found[path] = None
    if not found:
        raise TranscriptError(f"no transcript ({_TAKES}) in {', '.join(map(str, paths))}: put the transcripts there")
    return list(found)


def read(path: Path) -> Transcript:
    """The transcript and what is known of its episode, whose id is the file's stem. Raises TranscriptError."""
    words = _words(path)
    sidecar = path.with_suffix(".toml")
    try:
        episode = describe(path.stem, words.text, read_sidecar(sidecar), words.title)
    except SidecarError as error:
        raise TranscriptError(f"{sidecar} {error}") from None
    return Transcript(episode=episode, text=words.text, sections=words.sections, marks=words.marks)


def _is_episode(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.stem.lower() not in _NO_EPISODES and path.is_file()


def _words(path: Path) -> Words:
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror}): check path and permissions") from None
    if size > LARGEST:
        raise TranscriptError(
            f"{path}: has {size / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB of one episode: "
            "split it into a file for each episode"
        )
    try:
        return read_bytes(data, SUFFIXES.get(path.suffix.lower()))
    except ReadError as error:
        raise TranscriptError(f"{path}: {error}") from None
