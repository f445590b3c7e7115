"""Small parameter files for the tests, written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

VALUE = """
[[parameter.values]]
value = {value}
valid_from = {start}
{end}confidence = "{confidence}"
checked_on = 2026-11-20
citation = {{ document = "{document}" }}
{more}
"""
PARAMETER = """
[[parameter]]
name = "{name}"
description = "Thời hạn thử"
unit = "{unit}"
applies_to = {{ actor = "chi bộ" }}
{more}
"""


def parameter(*values: str, name: str = "time.limit", unit: str = "d", more: str = "") -> str:
    """The TOML of one parameter."""
    return PARAMETER.format(name=name, unit=unit, more=more) + "".join(values)


def value(
    number: object,
    start: str,
    end: str = "",
    confidence: str = "HIGH",
    document: str = "Quy định 1",
    more: str = "",
) -> str:
    """The TOML of one dated value."""
    return VALUE.format(
        value=number,
        start=start,
        end=f"valid_to = {end}\n" if end else "",
        confidence=confidence,
        document=document,
        more=more,
    )


Layer = Callable[..., Path]


@pytest.fixture
def layer(tmp_path: Path) -> Layer:
    """Writes a folder of parameters: layer("centre", text, …) gives its path."""

    def write(name: str, *texts: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for place, text in enumerate(texts):
            (folder / f"{place}.toml").write_text(text, encoding="utf-8")
        return folder

    return write
