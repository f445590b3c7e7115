"""Keys sort and range the same way in the database as in Python, whichever database it is."""

from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.web.fields import KeyField
from liemchinh.web.text import fold, name_sort_key, sort_key

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = [
    "An",
    "Anh",
    "Ảnh",
    "Ánh",
    "Ân",
    "Ái",
    "Bình",
    "Dũng",
    "Đạt",
    "Đức",
    "Ơn",
    "Oanh",
    "Ô",
    "Uy",
    "Ước",
    "Y",
    "Zơ",
    "Chi bộ 2",
    "Chi bộ 10",
]


class Keyed(models.Model):
    """A table with keys only, made for these tests."""

    search_key = KeyField(max_length=200, db_index=True)
    order_key = KeyField(max_length=400, db_index=True)

    class Meta:
        app_label = "web"
        apps = Apps()


@pytest.fixture
def table() -> Iterator[type[Keyed]]:
    with connection.schema_editor() as editor:
        editor.create_model(Keyed)
    yield Keyed
    with connection.schema_editor() as editor:
        editor.delete_model(Keyed)


def fill(table: type[Keyed], names: list[str]) -> None:
    table._default_manager.all().delete()
    table._default_manager.bulk_create(table(search_key=fold(name), order_key=sort_key(name)) for name in names)


def test_the_database_sorts_names_the_way_a_dictionary_does(table: type[Keyed]) -> None:
    fill(table, NAMES)
    stored = list(table._default_manager.order_by("order_key", "pk").values_list("order_key", flat=True))
    assert stored == [sort_key(name) for name in sorted(NAMES, key=sort_key)]


@settings(max_examples=15)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12), max_size=12),
    st.text("aăâdđ z1", max_size=3),
)
def test_any_keys_sort_and_begin_as_python_says(names: list[str], prefix: str) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Keyed)
    try:
        fill(Keyed, names)
        rows = Keyed._default_manager
        assert list(rows.order_by("search_key").values_list("search_key", flat=True)) == sorted(
            (fold(name) for name in names), key=str.encode
        )
        begins = (
            rows.filter(search_key__begins=fold(prefix)).order_by("search_key").values_list("search_key", flat=True)
        )
        assert list(begins) == sorted((key for key in map(fold, names) if key.startswith(fold(prefix))), key=str.encode)
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Keyed)


def test_a_prefix_is_taken_literally_and_read_from_the_index(table: type[Keyed]) -> None:
    fill(table, ["Nguyễn Văn An", "Nguyễn%", "Ng_uyễn", "Ngô"])
    found = table._default_manager.filter(search_key__begins="nguyen%").values_list("search_key", flat=True)
    assert list(found) == ["nguyen%"]
    plan = table._default_manager.filter(search_key__begins="nguyen").explain()
    assert connection.vendor == "postgresql" or "SEARCH" in plan


def test_postgresql_is_told_to_compare_bytes_whatever_its_locale() -> None:
    wanted = {"postgresql": "C", "sqlite": None}[connection.vendor]
    assert Keyed._meta.get_field("search_key").db_parameters(connection)["collation"] == wanted


def test_the_same_person_written_two_ways_has_one_key() -> None:
    assert name_sort_key("Trần Hoà") == name_sort_key("Tra\u0302\u0300n Hoa\u0300")
