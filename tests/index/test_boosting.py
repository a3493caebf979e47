from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.boosting import Trees
from index.boundary import trees

# One tree: where "short" is over 0.5, 2.0; else where "late" is over 3, -1.0, else 0.5. Another that is but a leaf.
TOLD = {
    "features": ["short", "late"], "first": -1.0, "roots": [0, 5], "feature": [0, 1, -1, -1, -1, -1],
    "threshold": [0.5, 3.0, 0, 0, 0, 0], "left": [1, 2, -1, -1, -1, -1], "right": [4, 3, -1, -1, -1, -1],
    "value": [0.25, 0.0, 0.5, -1.0, 2.0, 0.125],
}  # fmt: skip
SMALL = Trees.read(json.dumps(TOLD))


def test_log_odds_are_those_of_the_leaves_together() -> None:
    rows = [{}, {"short": 0.5, "late": 3.0}, {"late": 3.5}, {"short": 1.0, "late": 9.0}, {"unknown": 7.0}]
    assert SMALL.log_odds(rows).tolist() == [-0.375, -0.375, -1.875, 1.125, -0.375]
    assert SMALL.log_odds([]).tolist() == []


def test_contributions_name_what_the_trees_were_split_by() -> None:
    assert SMALL.contributions({"late": 3.5}) == {"short": -0.25, "late": -1.0}
    assert SMALL.contributions({"short": 1.0}) == {"short": 1.75}


@given(st.dictionaries(st.sampled_from(trees().features), st.floats(-3, 3), max_size=30))
def test_contributions_add_up_to_the_log_odds(row: dict[str, float]) -> None:
    none = trees().first + float(trees().value[trees().roots].sum())
    assert none + sum(trees().contributions(row).values()) == pytest.approx(float(trees().log_odds([row])[0]))


@pytest.mark.parametrize("broken", ["", "{}", "[]", '{"features": 1}'])
def test_what_are_no_trees_is_refused(broken: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Trees.read(broken)
