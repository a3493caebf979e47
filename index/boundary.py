"""What speaks for and against an item beginning at a sentence, and how much all of it together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from math import log

import numpy as np
from numpy.typing import NDArray

from index import cues
from index.boosting import Trees
from index.lexicon import lexicon
from index.lines import Line
from index.text import fold

NEAR, FAR = 70, 220  # characters before and after a boundary that are looked at: the same breath, and the same item
CHATTY = 0.12  # share of questions among the sentences from which two people talk
SHORT = 8  # characters
UNUSUAL, TOO_FAR = 0.1, 1.2  # difference in the logarithm of an item's length that counts, and the most that counts
# Characters of an item, from a show that reads headlines to one that talks at length; news between two breaks has one.
USUAL = (35, 50, 70, 100, 130, 155, 180, 200, 240, 280, 340)
LONGER, SHORTER = 1.5, 2.25  # what that difference counts
TINY, W_TINY = 24, -2.0  # characters; less is seldom an item
LENGTH = 50  # characters, in which sentences are measured
MOST = 20.0  # that shared pairs of characters count

Features = dict[str, float]  # by name


@cache
def trees() -> Trees:
    """What the features are weighed by, fitted on transcripts whose items are known: `python -m tests.quality.fit`."""
    return Trees.read(resources.files("index").joinpath("data/boundary_trees.json").read_text("utf-8"))


class Boundaries:
    """All boundaries of one run of sentences."""

    def __init__(self, all_lines: Sequence[Line]) -> None:
        self.lines = all_lines
        self._starts = [line.sentence.start for line in all_lines]
        self._words = _rarity([line.words for line in all_lines])
        self._pairs = _rarity([line.pairs for line in all_lines])
        self._chatty = sum(line.is_question for line in all_lines) > CHATTY * len(all_lines)

    @cached_property
    def log_odds(self) -> NDArray[np.float64]:
        """For each sentence but the first, the log-odds that an item begins at it; 0 for the first."""
        rest = range(1, len(self.lines))
        return np.concatenate([[0.0], trees().log_odds([self.features(i) for i in rest])]) if rest else np.zeros(1)

    def features(self, i: int) -> Features:
        """All that is looked at: sentence `i` itself, the one before it, and the two behind it; what is not 0."""
        found = self._opening[i] | self._lead[i] | {"length": len(self.lines[i].text) / LENGTH}
        for name, place, told in (("before", i - 1, self._opening), ("then", i + 1, self._opening)):
            found |= self._seen(name, place, told)
        for name, place in (("before", i - 1), ("then", i + 1), ("later", i + 2)):
            found |= self._seen(name, place, self._lead)
            if 0 <= place < len(self.lines):
                found[f"{name}: length"] = len(self.lines[place].text) / LENGTH
        return found

    def evidence(self, i: int) -> dict[str, float]:
        """What each feature adds to the log-odds that an item begins at sentence `i`."""
        return trees().contributions(self.features(i))

    def _seen(self, name: str, place: int, told: Sequence[Features]) -> Features:
        if not 0 <= place < len(self.lines):
            return {}
        return {f"{name}: {feature}": value for feature, value in told[place].items()}

    @cached_property
    def _opening(self) -> list[Features]:
        return [self.opening(i) if i else {} for i in range(len(self.lines))]

    @cached_property
    def _lead(self) -> list[Features]:
        return [self.lead(i) for i in range(len(self.lines))]

    def opening(self, i: int) -> Features:
        """How sentence `i` opens an item: features that are not 0, by name, most between 0 and 1."""
        found = {cue.name: 1.0 for cue in self.lines[i].cues}
        found |= self._form(i) | self._names(i) | self._cohesion(i) | self._neighbours(i)
        return {name: float(value) for name, value in found.items() if value}

    def _form(self, i: int) -> Features:
        """What the sentence is by itself."""
        line = self.lines[i]
        return {
            "question": line.is_question and not self._chatty,
            "question in talk": line.is_question and self._chatty,
            "background": cues.is_background(line.text),
            "short": len(line.text) <= SHORT,
            "figures": line.figures,
            "section remark": not line.names and cues.is_section(line.text),
            "nameless": not line.names and not line.goes_on,
            "closing": cues.is_closing(line.text),
            "particulars": cues.particulars(line.text),
            "a few words first": cues.begins_with_clause(line.text),
            **dict.fromkeys(line.traits, 1.0),
        }

    def _names(self, i: int) -> Features:
        """Whether names of before go on."""
        line, before = self.lines[i], self._before(i, FAR)
        known = _names(before)
        later = _names(self._after(i, FAR))
        return {
            "known name": len(line.names & known) / max(1, len(line.names)),
            "known name first": line.first in known,
            "actor first": _is_org(line.actor),
            "opener of before": bool(line.opener) and line.opener in "".join(fold(one.text) for one in before),
            "names go on": len(known & later) / max(1, len(later)),
        }

    def _cohesion(self, i: int) -> Features:
        """Whether the words of the sentence are those of before, or those of what comes."""
        line, before, after = self.lines[i], self._before(i, FAR), self._after(i, FAR)
        old, new = _concepts(before), _concepts(after)
        coming, next_pairs = after[1:], _pairs(after[1:])
        lean = self._weight(line.pairs & next_pairs) - self._weight(line.pairs & _pairs(before))
        return {
            "words of before": self._share(line.words, _words(before)),
            "words of both sides": self._share(_words(after), _words(before)),
            "leans forward": self._share(line.words, _words(coming))
            - self._share(line.words, _words(self._before(i, NEAR))),
            "concepts of both sides": len(old & new) / max(1, min(len(old), len(new))),
            "concepts lean forward": (len(line.concepts & _concepts(coming)) - len(line.concepts & old))
            / max(1, len(line.concepts)),
            "pairs lean forward": max(-MOST, min(MOST, lean)) / 10,
            "pairs of both sides": min(2 * MOST, self._weight(_pairs(before) & _pairs(after))) / 20,
        }

    def _neighbours(self, i: int) -> Features:
        """What the sentences before and after it are."""
        before, after = self.lines[i - 1], self.lines[i + 1] if i + 1 < len(self.lines) else None
        found: dict[str, float] = {
            "after a closing": cues.is_closing(before.text),
            "answers a question": before.is_question and self._chatty,
            "after figures": before.figures,
            "after a question": before.is_question,
            "after a section": before.has("section") or (not before.names and cues.is_section(before.text)),
            "after background": before.has("background"),
            "after more": cues.announces_more(before.text),
        }
        if after:
            found |= {
                "before what goes on": after.goes_on,
                "before a connective": after.has("connective", "section", "ordinal"),
                "before figures": after.figures,
                "before length": min(len(after.text), 100) / 100,
            }
        return found

    def lead(self, i: int) -> Features:
        """How much sentence `i` tells news of something not heard of just before; empty where it goes on."""
        line = self.lines[i]
        if any(cue.goes_on for cue in line.cues if cue.name != "reply"):
            return {}
        before = self._before(i, FAR)
        text = "".join(one.text for one in before)
        counts = Counter(name for one in self._after(i, FAR) for name in one.names)
        new, goes_on = line.names - _names(before), _names(before) & frozenset(counts)
        found = self._news(i) | {
            "news": line.news,
            "announces": float(cues.announces(line.text) and (line.first is not None or bool(line.subject))),
            "new actor": float(bool(line.actors) and all(who not in text for who in line.actors)),
            "new name": float(bool(new)),
            "another takes over": float(bool(new) and bool(before) and not goes_on),
            "introduces": float(line.first in new and cues.introduces(line.text)),
            "new name first": float(line.first in new),
            "new name stays": float(any(counts[name] > 1 for name in new)),
        }
        return {name: value for name, value in found.items() if value}

    def _news(self, i: int) -> Features:
        """Whether the verb of the news has somebody of its own, and stands early."""
        line, before = self.lines[i], cues.before_news(self.lines[i].text)
        if before is None:
            return {}
        in_one = not re.search("[,，]", before)
        acts = (bool(line.actor) and in_one) or "own subject" in line.traits
        return {
            "news of an actor": float(acts and not line.is_bound),
            "news of nobody": float(not acts),
            "early news": float(in_one and len(before) <= cues.BEGINNING and not line.is_bound),
            "news that goes on": float(line.is_bound),
        }

    def _before(self, i: int, reach: int) -> Sequence[Line]:
        first = i
        while first > 0 and self._starts[i] - self._starts[first - 1] <= reach:
            first -= 1
        return self.lines[max(0, min(first, i - 1)) : i]

    def _after(self, i: int, reach: int) -> Sequence[Line]:
        last = i + 1
        while last < len(self.lines) and self._starts[last] - self._starts[i] <= reach:
            last += 1
        return self.lines[i:last]

    def _share(self, some: frozenset[str], others: frozenset[str]) -> float:
        total = sum(self._words[word] for word in some)
        return sum(self._words[word] for word in some & others) / total if total else 0.0

    def _weight(self, some: frozenset[str]) -> float:
        return sum(self._pairs[pair] for pair in some)


def length(characters: int, usual: int) -> float:
    """What it speaks against an item, 0 and below, that it is far from the usual length of one in its show."""
    apart = log(max(1, characters) / usual)
    tiny = W_TINY if characters < TINY else 0.0
    return tiny - LONGER * min(TOO_FAR, max(0.0, apart - UNUSUAL)) - SHORTER * min(TOO_FAR, max(0.0, -apart - UNUSUAL))


def _is_org(name: str) -> bool:
    entry = lexicon().find(name) if name else None
    return entry is not None and entry.kind == "org"


def _names(some: Sequence[Line]) -> frozenset[int]:
    return frozenset().union(*(line.names for line in some))


def _words(some: Sequence[Line]) -> frozenset[str]:
    return frozenset().union(*(line.words for line in some))


def _concepts(some: Sequence[Line]) -> frozenset[str]:
    return frozenset().union(*(line.concepts for line in some))


def _pairs(some: Sequence[Line]) -> frozenset[str]:
    return frozenset().union(*(line.pairs for line in some))


def _rarity(bags: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """log(bags / bags that hold the token), for each token."""
    held = Counter(token for bag in bags for token in bag)
    return {token: log((len(bags) + 1) / number) for token, number in held.items()}
