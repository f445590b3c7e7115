"""The one spelling of plain data does not change with the library that writes it: hashes of years ago are made again from it."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.journal.chain import canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)


@given(PLAIN)
def test_data_is_spelled_as_sorted_json_without_spaces_composed(value: Any) -> None:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical(value) == unicodedata.normalize("NFC", text).encode()


@pytest.mark.parametrize(
    "value", [0.5, float("nan"), {"a": 1.0}, [b"x"], 2**64, "\ud800", {1: "a"}, {"a": {"b": object()}}]
)
def test_what_is_not_plain_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not plain data"):
        canonical(value)
