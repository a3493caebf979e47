"""Terms of the field that were written down as other words of the same sound, found by general rules.

Each rule has a bar of its own; they are meant for texts that speak of the field (`index.field`).
"""

from __future__ import annotations

from index.misheard import chinese, latin
from index.text import CHINESE, fold
from index.tokens import cut


def misheard_terms(text: str) -> dict[str, str]:
    """What in a sentence of the field stands for a term, with the term: {"大圆模型": "大语言模型"}."""
    folded = fold(text)
    if len(folded) != len(text) or not CHINESE.search(text):
        return {}
    words = cut(folded)
    exact = dict(chinese.homophones(folded, words))
    elided = ((heard, term) for heard, term in chinese.elided(folded, words) if not any(one in heard for one in exact))
    found = (*exact.items(), *elided, *latin.misheard(text))
    return {heard: term for heard, term in found if fold(heard) != fold(term)}
