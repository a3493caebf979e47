"""How much of what a question asks an item holds, in its own words or in words that say the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from index.text import normalise
from index.thesaurus import thesaurus
from index.tokens import analyse

SAME, PARTS = 0.85, 0.5  # what a concept counts that both hold, and a word of which only parts are held
SHORT = 0.35  # what a single character weighs beside a word


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question: its weight, the concepts it stands for, and the smaller tokens it is made of."""

    word: str
    weight: float
    concepts: tuple[str, ...]
    parts: tuple[str, ...]

    def held(self, tokens: Collection[str]) -> float:
        """How far a bag of tokens holds the word, 0 to 1."""
        if self.word in tokens:
            return 1.0
        if any(concept in tokens for concept in self.concepts):
            return SAME
        return PARTS * sum(part in tokens for part in self.parts) / len(self.parts) if self.parts else 0.0


def terms(words: Sequence[str], rarity: Callable[[str], float], rarest: float) -> list[Term]:
    """The words with weights: `rarity` of a token in the library, `rarest` for one that no item holds."""
    return [_term(word, rarity, rarest) for word in words]


def _term(word: str, rarity: Callable[[str], float], rarest: float) -> Term:
    concepts = tuple(dict.fromkeys(thesaurus().concepts(normalise(word))))
    parts = tuple(token for token in analyse(word) if token != word and token not in concepts)
    known = [value for token in (word, *concepts) if (value := rarity(token))]
    weight = (min(known) if known else rarest) * (SHORT if len(word) == 1 else 1.0)
    return Term(word, weight, concepts, parts)


def coverage(wanted: Sequence[Term], tokens: Collection[str]) -> float:
    """The share of the words, by weight, that the tokens hold; 1 where nothing is wanted."""
    total = sum(term.weight for term in wanted)
    return sum(term.weight * term.held(tokens) for term in wanted) / total if total else 1.0
