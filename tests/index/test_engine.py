from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.engine import RankBm25

TOKENS = st.lists(st.sampled_from("abcdefg"), max_size=6)
CORPUS = st.lists(TOKENS, max_size=12)


@settings(deadline=None, max_examples=200)
@given(CORPUS, TOKENS, st.integers(0, 15), st.data())
def test_the_best_are_those_of_a_direct_computation(
    corpus: list[list[str]], asked: list[str], k: int, data: st.DataObject
) -> None:
    allowed = data.draw(st.lists(st.booleans(), min_size=len(corpus), max_size=len(corpus)) | st.none())
    found = RankBm25(corpus).top_k(asked, k, None if allowed is None else np.array(allowed, dtype=np.bool_))
    holding = [n for n, one in enumerate(corpus) if set(one) & set(asked) and (allowed is None or allowed[n])]
    scores = BM25Plus(corpus).get_scores([one for one in asked if any(one in two for two in corpus)]) if holding else []
    expected = sorted(((n, float(scores[n])) for n in holding), key=lambda one: (-one[1], one[0]))[:k]
    assert [n for n, _ in found] == [n for n, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


def test_equal_documents_stand_in_their_order() -> None:
    assert [n for n, _ in RankBm25([["a"], ["b"], ["a"], ["a"]]).top_k(["a"], 3)] == [0, 2, 3]


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_an_empty_corpus_finds_nothing(corpus: list[list[str]]) -> None:
    engine = RankBm25(corpus)
    assert engine.top_k(["a"], 5) == []
    assert engine.idf("a") == 0
    assert list(engine.vocabulary) == []


@pytest.mark.parametrize(("tokens", "k"), [([], 5), (["z"], 5), (["a"], 0), (["a"], -1)])
def test_nothing_asked_for_or_known_finds_nothing(tokens: list[str], k: int) -> None:
    assert RankBm25([["a"], ["b"]]).top_k(tokens, k) == []


@settings(deadline=None, max_examples=60)
@given(CORPUS)
def test_a_token_is_the_rarer_the_fewer_hold_it(corpus: list[list[str]]) -> None:
    engine = RankBm25(corpus)
    assert set(engine.vocabulary) == {token for one in corpus for token in one}
    for token in "abcdefg":
        holders = [n for n, one in enumerate(corpus) if token in one]
        assert list(engine.holders(token)) == holders
        assert engine.idf(token) == pytest.approx(log((len(corpus) + 1) / len(holders)) if holders else 0)
