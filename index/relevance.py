"""How much of what a question asks an item holds, in its own words or in words that say the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index import word_lists
from index.text import CHINESE, normalise
from index.thesaurus import Found, stem, thesaurus
from index.tokens import analyse, is_word, long_words, stop_words

# What a held concept counts, its bare word in another sense, only the head of it, only parts of a word.
SAME, WORD_ONLY, HEAD, PARTS = 0.9, 0.6, 0.5, 0.55
SHORT, FRAME = 0.3, 0.12  # what a single character and a frame word ("研究", "paper") weigh beside a word


@dataclass(frozen=True, slots=True)
class Term:
    """Something a question asks for: the word, the concepts it stands for, those of the word it ends in (机器人 in
    人形机器人), and the smaller tokens it is made of."""

    word: str
    concepts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def held(self, tokens: Collection[str]) -> float:
        """How far a bag of tokens holds it, 0 to 1."""
        if any(concept in tokens for concept in self.concepts):
            return 1.0 if self.word in tokens else SAME
        if self.word in tokens:
            # 机器人 stands in 聊天机器人, which is none
            return WORD_ONLY if self.concepts else 1.0
        head = HEAD * any(head in tokens for head in self.heads)
        return max(head, PARTS * sum(part in tokens for part in self.parts) / len(self.parts)) if self.parts else head

    @property
    def is_frame(self) -> bool:
        """Whether it only frames the request."""
        return self.word in frame_words() or stem(self.word) in frame_words()


_MODAL = "能会可要想需"
_SMALL = frozenset("出到来去用加这那哪几多只各每某又才能会可想要")
_GUESSED = (2, 3)  # characters of a word that jieba may only guess


@cache
def frame_words() -> frozenset[str]:
    """Words that frame a request and tell nothing of its topic; English ones as stems, too."""
    words = word_lists.load("frame_words")
    return frozenset([*words, *map(stem, words)])


@lru_cache(maxsize=1 << 12)
def terms(text: str) -> tuple[Term, ...]:
    """What a text asks for, each once: its concepts, longest first, and the words between them."""
    plain = normalise(text)
    found: dict[tuple[int, int], list[Found]] = {}
    for one in thesaurus().find(plain):
        found.setdefault((one.start, one.end), []).append(one)
    result: list[Term] = []
    place = 0
    for (start, end), same in sorted(found.items()):
        result += map(_plain, _words(plain[place:start]))
        result.append(_conceptual(plain[start:end], same))
        place = end
    result += map(_plain, _words(plain[place:]))
    return tuple(dict.fromkeys(one for one in result if one.word not in stop_words()))


def _words(text: str) -> Iterator[str]:
    """The words between concepts; what jieba only guesses to be one (包是, 训出) is none if it holds a small word."""
    for word in long_words(text):
        guessed = len(word) in _GUESSED and CHINESE.fullmatch(word) and not is_word(word)
        if guessed and any(one in _SMALL or one in stop_words() for one in word):
            yield from (one for one in word if one not in stop_words())
        else:
            yield word


def _plain(word: str) -> Term:
    # jieba takes 能省, 会唱 for words
    word = word[1:] if len(word) == 2 and word[0] in _MODAL else word
    return Term(word, parts=tuple(token for token in analyse(word) if token != word))


def _conceptual(form: str, same: Sequence[Found]) -> Term:
    concepts = tuple(dict.fromkeys(one.concept for one in same if not one.is_head))
    heads = tuple(dict.fromkeys(one.concept for one in same if one.is_head))
    parts = tuple(dict.fromkeys(token for token in long_words(form) if token != form))
    return Term(stem(form), concepts, heads, parts if len(parts) > 1 else ())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term with its weight in one library."""

    term: Term
    weight: float


def weigh(wanted: Sequence[Term], rarity: Callable[[str], float], rarest: float) -> list[Weighed]:
    """The terms with weights: `rarity` of a token in the library, `rarest` for what no item holds."""
    return [Weighed(term, _weight(term, rarity, rarest)) for term in wanted]


def _weight(term: Term, rarity: Callable[[str], float], rarest: float) -> float:
    known = [value for token in (term.word, *term.concepts) if (value := rarity(token))]
    weight = min(known) if known else rarest
    return weight * (FRAME if term.is_frame else SHORT if len(term.word) == 1 else 1.0)


def coverage(wanted: Sequence[Weighed], tokens: Collection[str]) -> float:
    """The share of the terms, by weight, that the tokens hold; 1 where nothing is wanted."""
    total = sum(one.weight for one in wanted)
    return sum(one.weight * one.term.held(tokens) for one in wanted) / total if total else 1.0
