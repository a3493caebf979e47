"""The engine against rank_bm25: the same scores and the same best, whatever was added, removed, saved and loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.engine import UnusableIndexError, from_tokens, load, topk
from index.engine.bm25 import Bm25

TOKENS = st.lists(st.sampled_from("abcdefg"), max_size=6)
CORPUS = st.lists(TOKENS, max_size=12)
CLOSE = 1e-9


def _agrees(
    index: Bm25, living: dict[int, list[str]], asked: list[str], k: int, mask: list[bool] | None = None
) -> None:
    """The index gives what BM25Plus gives over the documents that are there."""
    numbers = sorted(living)
    filled = any(living.values())
    peer = BM25Plus([living[n] for n in numbers]).get_scores(asked) if filled else np.zeros(len(numbers))
    if filled:
        assert index.get_scores(asked)[numbers] == pytest.approx(peer, abs=CLOSE)
    scores = dict(zip(numbers, peer.tolist(), strict=True))
    holding = [n for n in numbers if set(living[n]) & set(asked) and (mask is None or mask[n])]
    best = sorted((scores[n] for n in holding), reverse=True)[: max(k, 0)]
    found = index.top_k(asked, k, None if mask is None else np.array(mask, dtype=np.bool_))
    assert [score for _, score in found] == pytest.approx(best, abs=CLOSE)
    assert all(n in holding and score == pytest.approx(scores[n], abs=CLOSE) for n, score in found)
    assert found == sorted(found, key=lambda one: (-one[1], -one[0]))


@pytest.fixture(params=[1 << 14, 0], ids=["added up", "bounded"], autouse=True)
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of finding the best."""
    monkeypatch.setattr(topk, "FEW", request.param)


@settings(deadline=None, max_examples=150)
@given(CORPUS, TOKENS, st.integers(-1, 15), st.data())
def test_scores_and_the_best_are_those_of_rank_bm25(
    corpus: list[list[str]], asked: list[str], k: int, data: st.DataObject
) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(corpus), max_size=len(corpus)) | st.none())
    _agrees(from_tokens(corpus), dict(enumerate(corpus)), asked, k, mask)


@settings(deadline=None, max_examples=100)
@given(st.lists(CORPUS, min_size=1, max_size=14), TOKENS, st.integers(1, 8), st.data())
def test_documents_may_come_and_go(parts: list[list[list[str]]], asked: list[str], k: int, data: st.DataObject) -> None:
    index = Bm25()
    living: dict[int, list[str]] = {}
    for part in parts:
        living |= dict(zip(index.add(part), part, strict=True))
        gone = data.draw(st.sets(st.sampled_from(sorted(living)), max_size=4)) if living else set()
        index.remove(gone)
        living = {n: tokens for n, tokens in living.items() if n not in gone}
        _agrees(index, living, asked, k)
    index.merge()
    _agrees(index, living, asked, k)


@settings(deadline=None, max_examples=40)
@given(corpus=CORPUS, asked=TOKENS, gone=st.integers(0, 11))
def test_a_saved_index_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[list[str]], asked: list[str], gone: int
) -> None:
    path = tmp_path_factory.mktemp("index") / "index"
    index, living = from_tokens(corpus), dict(enumerate(corpus))
    if gone in living:
        index.remove([gone])
        del living[gone]
    index.save(path, "stamp")
    loaded = load(path, "stamp")
    _agrees(loaded, living, asked, 5)
    number = loaded.add([["a", "z"]])[0]
    _agrees(loaded, living | {number: ["a", "z"]}, [*asked, "z"], 5)


def test_many_documents_and_common_words() -> None:
    chance = np.random.default_rng(3)
    corpus = [[f"w{int(n)}" for n in chance.zipf(1.3, 20) if n < 500] for _ in range(6000)]
    index, living = from_tokens(corpus), dict(enumerate(corpus))
    for _ in range(40):
        _agrees(index, living, [f"w{int(n)}" for n in chance.zipf(1.3, 4)], 5)


def test_of_equal_documents_the_newer_stands_first() -> None:
    assert [n for n, _ in from_tokens([["a"], ["b"], ["a"], ["a"]]).top_k(["a"], 2)] == [3, 2]


def test_a_number_is_not_given_again_and_none_is_removed_twice() -> None:
    index = from_tokens([["a"], ["b"]])
    index.remove([1])
    assert list(index.add([["c"]])) == [2]
    with pytest.raises(KeyError):
        index.remove([1])
    with pytest.raises(KeyError):
        index.remove([0, 7])
    assert [n for n, _ in index.top_k(["a"], 5)] == [0]


def test_readers_keep_the_snapshot_they_found() -> None:
    index = from_tokens([["a"]])
    before = index.snapshot
    index.add([["a", "a"]])
    index.remove([0])
    assert [n for n, _ in before.top_k(["a"], 5)] == [0]
    assert [n for n, _ in index.top_k(["a"], 5)] == [1]


def test_a_token_may_come_up_more_often_than_a_byte_holds() -> None:
    corpus = [["a"] * 300, ["a"] * 70_000, ["a", "b"]]
    _agrees(from_tokens(corpus), dict(enumerate(corpus)), ["a", "b"], 3)


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_an_empty_index_finds_nothing(corpus: list[list[str]]) -> None:
    index = from_tokens(corpus)
    assert index.top_k(["a"], 5) == []
    assert index.snapshot.idf("a") == 0
    assert index.corpus_size == len(corpus)


def test_it_stands_in_for_rank_bm25() -> None:
    corpus = [["a", "b"], ["b", "c"], ["c", "d", "d"]]
    index, peer = from_tokens(corpus), BM25Plus(corpus)
    assert isinstance(index, BM25Plus)
    assert index.get_top_n(["d", "c"], ["x", "y", "z"], 2) == peer.get_top_n(["d", "c"], ["x", "y", "z"], 2)
    assert index.get_batch_scores(["c"], [0, 2]) == pytest.approx(peer.get_batch_scores(["c"], [0, 2]))
    assert (index.corpus_size, index.avgdl) == (peer.corpus_size, peer.avgdl)


def test_a_stale_or_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    from_tokens([["a", "b"], ["b"]]).save(path, "one")
    whole = path.read_bytes()
    with pytest.raises(UnusableIndexError, match="something else"):
        load(path, "two")
    words = whole.rindex(b"ab")
    for broken in (b"", b"x", whole[:40], whole[:-1], whole + b"x", whole[:words] + b"ac" + whole[words + 2 :]):
        path.write_bytes(broken)
        with pytest.raises(UnusableIndexError):
            load(path, "one")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none")


def test_no_broken_byte_is_trusted(tmp_path: Path) -> None:
    path = tmp_path / "index"
    index = from_tokens([["a", "b"], ["b"], ["c", "c"]])
    index.save(path, "one")
    whole = path.read_bytes()
    refused = 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            loaded = load(path, "one")
        except UnusableIndexError:
            refused += 1
        else:  # what fills the gaps between the arrays tells nothing
            assert loaded.top_k(["a", "b", "c"], 5) == index.top_k(["a", "b", "c"], 5)
    assert refused > len(whole) / 3


def test_a_mask_of_another_shape_spoils_no_later_answer() -> None:
    index = from_tokens([["a"], ["a", "b"], ["b"]])
    before = index.top_k(["a", "b"], 2)
    with pytest.raises((ValueError, IndexError)):
        index.top_k(["a", "b"], 1, np.ones(2, dtype=np.bool_))
    assert index.top_k(["a", "b"], 2) == before
