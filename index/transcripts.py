"""Reading transcripts: a text file, and the sidecar beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.encoding import decode
from index.metadata import SidecarError, describe, read_sidecar
from index.types import Transcript

SUFFIX = ".txt"
LARGEST = 5_000_000  # bytes: a hundred hours of speech; what is larger is no single episode


class TranscriptError(ValueError):
    """A transcript cannot be read; the text is one line that names the file, what is wrong and what to do."""


def discover(paths: Iterable[Path]) -> list[Path]:
    """The transcripts among files and in folders, with subfolders, in order of their names. Raises TranscriptError."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(one for one in path.rglob(f"*{SUFFIX}") if one.is_file())))
        elif not path.exists():
            raise TranscriptError(f"{path}: there is no such file or folder: check the path")
        elif path.suffix != SUFFIX:
            raise TranscriptError(f"{path}: is no transcript: give a {SUFFIX} file, or a folder of them")
        else:
            found[path] = None
    if not found:
        raise TranscriptError(f"no {SUFFIX} file in {', '.join(map(str, paths))}: put the transcripts there")
    return list(found)


def read(path: Path) -> Transcript:
    """The transcript and what is known of its episode, whose id is the file's stem. Raises TranscriptError."""
    text = _text(path)
    sidecar = path.with_suffix(".toml")
    try:
        episode = describe(path.stem, text, read_sidecar(sidecar))
    except SidecarError as error:
        raise TranscriptError(f"{sidecar} {error}") from None
    return Transcript(episode=episode, text=text)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise TranscriptError(
                f"{path}: has {size / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB of one episode: "
                "split it into a file for each episode"
            )
        data = path.read_bytes()
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror}): check path and permissions") from None
    text = decode(data)
    if text is None:
        raise TranscriptError(f"{path}: is no text in UTF-8, UTF-16 or GB18030: save the transcript as UTF-8")
    if not text.strip():
        raise TranscriptError(f"{path}: is empty: put the words of the episode there")
    return text
