"""Text brought into one form: width, case, script, and the seam between letters and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

# GLM-5, GLM5 and GLM 5 are one; so are 7B and 7 B.
SEAM = re.compile(r"(?<=[a-z])[-_ ]?(?=\d)|(?<=\d)(?=[a-z])")
_D = re.compile(r"(?<=[A-Za-z0-9 ]\d)[弟迪](?![\u4e00-\u9fff])")  # Stable Video 4弟: 4D
_B = re.compile(r"([A-Za-z] ?(?:\d+|[一二三四五六七八九]))币")  # 7币: 7B
_X = re.compile(r"(?<=[A-Za-z0-9])叉(?![车子口开])|(?<![交分])叉(?=[A-Z])")
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _taiwanese() -> OpenCC:
    return OpenCC("tw2sp")


def simplify(text: str) -> str:
    """NFKC and simplified characters; case is kept. The length may change."""
    plain = unicodedata.normalize("NFKC", text)
    return str(_converter().convert(plain)) if CHINESE.search(plain) else plain


def mainland(text: str) -> str:
    """`simplify`, and in traditional characters the words of Taiwan as those of the mainland: 晶片 as 芯片."""
    plain = simplify(text)
    given = unicodedata.normalize("NFKC", text)
    return plain if plain == given else str(_taiwanese().convert(given))


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters. The length may change."""
    return simplify(text.casefold()).casefold()


def normalise(text: str) -> str:
    """`fold`, and a blank at each seam between letters and digits."""
    return SEAM.sub(" ", fold(text))


def spoken_letters(text: str) -> str:
    """A text with the letters that were written down as characters, beside Latin ones and digits: ML叉, Video 4弟, 7币.

    Places stay.
    """
    return _B.sub(r"\1B", _D.sub("D", _X.sub("X", text)))


def is_chinese(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return CHINESE.search(text) is not None
