"""What is never stored, and the texts that are: docs/never.md and docs/free_text.toml, held against the product."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import pairwise

import pytest
from django import forms
from django.apps import apps
from django.db import models

from liemchinh.envelopes.reports import LONGEST
from liemchinh.journal.registry import EventKind, event_kinds
from liemchinh.web.forms import FreeTextField
from tests.source import ROOT, product, templates

KINDS = {"code", "key", "name", "fact", "free", "machine"}

# Columns and fields whose name holds a word of the list and that mean something else: name → what.
OTHER_MEANING: dict[str, str] = {}
# Files whose text names what is never stored, to say so.
SAYS_SO = {
    "liemchinh/awards/register.py": "the last column of the official register stands empty and says that it is not collected",
    "liemchinh/figures/member_book.py": "the last column of the official list stands empty and says that it is not collected",
    "liemchinh/imports/templates/imports/start.html": "the page on which a file is chosen says what is never taken from one",
    "liemchinh/demo/national_database.py": "a list of theirs has such columns, to show that they are not taken",
    "liemchinh/national/templates/national/upload.html": "the page on which a file is chosen says what is never taken from one",
    "liemchinh/imports/reading/rowkinds.py": "a row of a file that is a note below the table is passed over",
    "liemchinh/imports/reading/values/names.py": "what stands after a name in its cell is not taken, and that is said",
}


@cache
def never() -> tuple[frozenset[str], frozenset[str]]:
    """The Vietnamese and the English words of the list."""
    rows = [
        line.split("|")[1:-1] for line in (ROOT / "docs" / "never.md").read_text().splitlines() if line.startswith("| ")
    ]
    vietnamese, english = (
        frozenset(word.strip() for row in rows[1:] for word in row[column].split(",") if word.strip())
        for column in (1, 2)
    )
    return vietnamese, english


def english_faults(names: Iterable[str]) -> list[str]:
    """Names that hold a word of the list: "health", "mother_name", "note"."""
    found = []
    for name in names:
        parts = re.split(r"[._\s]", name.rpartition(".")[2].lower())
        words = {*parts, *("_".join(pair) for pair in pairwise(parts))}
        if words & never()[1] and name not in OTHER_MEANING:
            found.append(name)
    return found


def vietnamese_faults(texts: Mapping[str, str]) -> list[str]:
    """Places whose text holds a word of the list."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(never()[0])))})(?!\w)", re.IGNORECASE)
    return [f"{name}: {match[0]}" for name, text in texts.items() for match in [pattern.search(text)] if match]


def our_models() -> list[type[models.Model]]:
    """Every model of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("liemchinh.")]


def our_forms() -> list[type[forms.BaseForm]]:
    """Every form of the house."""
    found: list[type[forms.BaseForm]] = []
    for source in product():
        if "forms" in source.name and source.name.startswith("liemchinh/") and source.room:
            module = import_module(source.name.removesuffix(".py").replace("/", "."))
            found += [
                item
                for item in vars(module).values()
                if isinstance(item, type) and issubclass(item, forms.BaseForm) and item.__module__ == module.__name__
            ]
    return found


def texts_in_code() -> dict[str, str]:
    """Every text in the code of the product, by file and line; what the doors say to each other (docstrings) included."""
    found = {}
    for source in product():
        if source.name.startswith("liemchinh/"):
            for node in source.all(ast.Constant):
                if isinstance(node.value, str):
                    found[f"{source.name}:{node.lineno}"] = node.value
    return found


def test_no_column_holds_what_is_never_stored() -> None:
    assert (
        english_faults(f"{m._meta.label}.{field.name}" for m in our_models() for field in m._meta.concrete_fields) == []
    )


def test_no_form_asks_for_it() -> None:
    found = our_forms()
    assert found and english_faults(f"{form.__name__}.{name}" for form in found for name in form.base_fields) == []  # type: ignore[attr-defined]


def test_no_entry_of_the_book_keeps_it() -> None:
    assert (
        english_faults(
            f"{kind.code} {key}".replace(" ", ".")
            for kind in event_kinds().values()
            for key in (*kind.data, *kind.personal)
        )
        == []
    )


def test_no_text_of_the_product_speaks_of_it_except_to_say_that_it_is_not_taken() -> None:
    faults = vietnamese_faults(texts_in_code() | templates())
    assert {fault for fault in faults if fault.partition(":")[0] not in SAYS_SO} == set()
    assert {name for name in SAYS_SO if not any(fault.startswith(f"{name}:") for fault in faults)} == set()


@pytest.mark.parametrize(
    "name", ["members.Details.religion", "members.Details.mother_name", "PersonForm.notes", "x.social_media"]
)
def test_a_forbidden_name_is_found(name: str) -> None:
    assert english_faults([name]) == [name]


@pytest.mark.parametrize("name", ["members.Details.notebook", "members.Details.badge", "x.children"])
def test_a_name_that_only_resembles_one_is_not(name: str) -> None:
    assert english_faults([name]) == []


def test_a_forbidden_text_is_found_as_a_word() -> None:
    texts = {
        "a": "Tôn giáo:",
        "b": "{{ person.name }} Sức khỏe",
        "c": "dự báo thời tiết",
        "d": "chồng lấn, con số, quan sát",
    }
    assert vietnamese_faults(texts) == ["a: Tôn giáo", "b: Sức khỏe", "c: dự báo"]


def test_the_list_is_read_whole() -> None:
    vietnamese, english = never()
    assert {"tôn giáo", "ghi chú", "quan điểm", "hôn nhân"} <= vietnamese and {
        "religion",
        "notes",
        "score",
        "health",
    } <= english


# Texts


def text_columns(found: Iterable[type[models.Model]]) -> Iterator[tuple[str, int | None]]:
    """Every column that can hold words, with its longest length."""
    for model in found:
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices:
                yield f"{model._meta.label}.{field.name}", getattr(field, "max_length", None)


@cache
def listed() -> dict[str, dict[str, object]]:
    """docs/free_text.toml."""
    return tomllib.loads((ROOT / "docs" / "free_text.toml").read_text())


def list_faults(rows: Mapping[str, Mapping[str, object]], columns: Mapping[str, int | None]) -> list[str]:
    """What is not listed, listed and gone, or listed otherwise than it is."""
    found = [f"{name}: not listed" for name in columns.keys() - rows.keys()]
    found += [f"{name}: listed, and no such column" for name in rows.keys() - columns.keys()]
    for name in columns.keys() & rows.keys():
        row, longest = rows[name], columns[name]
        if (
            row.keys() != {"kind", "purpose", "longest", "readers", "deleted"}
            or not all(row.values())
            or row["kind"] not in KINDS
        ):
            found.append(f"{name}: needs kind, purpose, longest, readers, deleted")
        elif longest is not None and row["longest"] != longest:
            found.append(f"{name}: the column is {longest} long")
    return sorted(found)


def sealed_texts() -> dict[str, int | None]:
    """Every text that is kept sealed, in a column of bytes, with its longest length."""
    return {
        f"envelopes.{kind.__name__}.{name}": longest
        for kind, texts in LONGEST.items()
        for name, longest in texts.items()
    }


def test_every_text_is_listed_with_purpose_length_readers_and_day_of_deletion() -> None:
    assert list_faults(listed(), dict(text_columns(our_models())) | sealed_texts()) == []
    assert english_faults(sealed_texts()) == []


def test_the_list_of_texts_can_find_a_fault() -> None:
    row = {"kind": "free", "purpose": "x", "longest": 9, "readers": "x", "deleted": "x"}
    assert list_faults({}, {"a.B.c": 9}) == ["a.B.c: not listed"]
    assert list_faults({"a.B.c": row}, {}) == ["a.B.c: listed, and no such column"]
    assert list_faults({"a.B.c": row}, {"a.B.c": 10}) == ["a.B.c: the column is 10 long"]
    assert list_faults({"a.B.c": row | {"deleted": ""}}, {"a.B.c": 9}) == [
        "a.B.c: needs kind, purpose, longest, readers, deleted"
    ]
    assert list_faults({"a.B.c": row}, {"a.B.c": 9}) == []


def bare_text_areas(found: Iterable[type[forms.BaseForm]]) -> list[str]:
    """Places to write freely that do not say what does not belong there."""
    return [
        f"{form.__name__}.{name}"
        for form in found
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field.widget, forms.Textarea) and not isinstance(field, FreeTextField)
    ]


def test_beside_every_free_text_stands_what_does_not_belong_there() -> None:
    assert bare_text_areas(our_forms()) == []

    class Bad(forms.Form):
        story = forms.CharField(widget=forms.Textarea)

    assert bare_text_areas([Bad]) == ["Bad.story"]


def test_the_sentence_of_a_kind_never_quotes_personal_values() -> None:
    def quotes(kind: EventKind) -> bool:
        return any(f"{{{key}}}" in str(kind.sentence) for key in kind.personal if key not in kind.data)

    assert [kind.code for kind in event_kinds().values() if quotes(kind)] == []
    assert quotes(EventKind("x", "{name}", personal=("name",), label="x"))


# Closed lists


def others(codes: Iterable[str]) -> list[str]:
    """Items that let an office write what it likes."""
    return [code for code in codes if re.search(r"(^|[._\s])(other|misc|khac|khác)($|[._\s])", code.lower())]


def test_no_closed_list_has_an_other() -> None:
    catalogue = tomllib.loads((ROOT / "regulations" / "catalogue.toml").read_text())

    def words(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield str(key)
                yield from words(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from words(inner)
        elif isinstance(value, str) and len(value) < 40:
            yield value

    assert others(words(catalogue)) == []
    assert others(["other", "Khác", "conduct.other", "lý do khác"]) == ["other", "Khác", "conduct.other", "lý do khác"]
