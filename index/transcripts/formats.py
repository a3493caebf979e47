"""Which reader a text is for: told by its content, else by the suffix or the type it came with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from index.encoding import decode
from index.transcripts.digests import read_html, read_markdown
from index.transcripts.records import read_json
from index.transcripts.subtitles import looks_like_subtitles, read_subtitles
from index.transcripts.words import ReadError, Words, visible

Format = Literal["text", "markdown", "html", "subtitles", "json"]

SUFFIXES: Mapping[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".json": "json",
}
# As feeds name them; `application/srt` and `application/x-subrip` are both found.
TYPES: Mapping[str, Format] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/vtt": "subtitles",
    "text/srt": "subtitles",
    "application/srt": "subtitles",
    "application/x-srt": "subtitles",
    "application/x-subrip": "subtitles",
    "application/json": "json",
    "text/json": "json",
    "application/x-json": "json",
}
LARGEST = 5_000_000  # bytes: a hundred hours of speech; what is larger is no single episode
_PAGE = re.compile(r"<(?:!doctype|html|head|body|article|main|section|div|h[1-6]|p|ul|ol|cite|time)\b", re.IGNORECASE)
_JSON = re.compile(r'\{\s*"|\[\s*[\[{]')
READERS: Mapping[Format, Callable[[str], Words]] = {
    "markdown": read_markdown,
    "subtitles": lambda text: read_subtitles(visible(text)),
    "json": lambda text: read_json(visible(text)),
}


def read_bytes(data: bytes, hint: Format | None = None, base: str | None = None) -> Words:
    """The words in a file's content. Raises ReadError."""
    if len(data) > LARGEST:
        raise ReadError(
            f"has {len(data) / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB of one episode: "
            "split it into a file for each episode"
        )
    text = decode(data)
    if text is None:
        raise ReadError("is no text in UTF-8, UTF-16 or GB18030: save the transcript as UTF-8")
    return read_text(text, hint, base)


def read_text(text: str, hint: Format | None = None, base: str | None = None) -> Words:
    """The words in a text; `base` is the address that its links are relative to. Raises ReadError."""
    if not visible(text).strip():
        raise ReadError("is empty: put the words of the episode there")
    kind = recognise(text, hint)
    if kind == "text":
        return Words(text)
    words = read_html(text, base) if kind == "html" else READERS[kind](text)
    if not words.text.strip():
        raise ReadError("holds no words: give the file with the transcript")
    return words


def recognise(text: str, hint: Format | None = None) -> Format:
    """The format. Subtitles, JSON and pages show what they are; Markdown and plain text are as their suffix says."""
    start = visible(text[:5000]).lstrip()
    if start.startswith("WEBVTT") or (hint != "markdown" and looks_like_subtitles(start)):
        return "subtitles"
    if _JSON.match(start):
        return "json"
    if _PAGE.match(start) and hint != "markdown":
        return "html"
    return hint or "text"


def format_of(media_type: str | None, name: str) -> Format | None:
    """The format that a media type stands for, else the suffix of a name or an address; None where neither tells."""
    kind = TYPES.get((media_type or "").partition(";")[0].strip().lower())
    path = name.partition("?")[0].partition("#")[0].lower()
    return kind or next((kind for suffix, kind in SUFFIXES.items() if path.endswith(suffix)), None)
