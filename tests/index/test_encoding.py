from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoding import decode

TEXT = "东京大学的研究者推出绘画系统InkFlow,速度提升三倍。它支持离线使用😀。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16"),
        TEXT.encode("gb18030"),
    ],
)
def test_encodings_are_told_apart(data: bytes) -> None:
    assert decode(data) == TEXT


def test_latin_utf_16_needs_no_byte_order_mark() -> None:
    assert decode("The robot cooks.".encode("utf-16-le")) == "The robot cooks."


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_no_bytes_are_no_text(data: bytes) -> None:
    assert decode(data) == ""


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        bytes(1000),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 3,
        codecs.BOM_UTF16_LE + b"A",
        codecs.BOM_UTF16_LE + b"\x00\xd8",
        codecs.BOM_UTF8 + b"\xff",
        b"abc\x80",
        b"a\0b",
        b"a" * 5000 + b"\0",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) is None


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=60))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_none(data: bytes) -> None:
    text = decode(data)
    assert text is None or isinstance(text, str)


def test_megabytes_are_decoded_in_reasonable_time() -> None:
    began = time.perf_counter()
    assert decode((TEXT * 20_000).encode("gb18030")) == TEXT * 20_000
    assert time.perf_counter() - began < 10
