"""From bytes to text: UTF-8, UTF-16 and GB18030 are told apart, anything else is refused."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CHINESE_ENCODINGS = ("gb18030", "big5")
LARGEST_SHARE_OF_CONTROLS = 0.001
NUL_SHARE_OF_UTF16 = 0.1  # Latin letters and punctuation of UTF-16 have one zero byte each
SAMPLE = 200_000  # bytes looked at when an encoding is guessed


def decode(data: bytes) -> str | None:
    """The text, without a byte order mark; None where the bytes are no text in an encoding we read."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    for encoding in _guesses(data):
        text = _strict(data, encoding)
        if text is not None:
            return text
    return None


def _guesses(data: bytes) -> list[str]:
    if data.count(0) > len(data) * NUL_SHARE_OF_UTF16:
        big_endian = data[::2].count(0) > data[1::2].count(0)
        return ["utf-16-be" if big_endian else "utf-16-le"]
    best = from_bytes(data[:SAMPLE], cp_isolation=list(CHINESE_ENCODINGS)).best()
    first = [best.encoding] if best else []
    return [*first, *(encoding for encoding in CHINESE_ENCODINGS if encoding not in first)]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = sum(character < " " and character not in "\t\n\r\f\x0b" for character in text)
    private = sum("\ue000" <= character <= "\uf8ff" for character in text)
    few = controls + private <= len(text) * LARGEST_SHARE_OF_CONTROLS
    return text if few and "\0" not in text else None  # PostgreSQL stores no text with a NUL in it
