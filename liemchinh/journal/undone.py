"""Taking back entries whole: rows it made go, rows it cancelled stand again, what was known meanwhile is kept in the book."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction

from liemchinh.journal.models import UndoneRow

RECORDED, CANCELLED = "recorded_by", "cancelled_by"


@cache
def recorded_models() -> tuple[type[models.Model], ...]:
    """Every model whose rows say which entry recorded them; those that others point at come last."""
    return tuple(_leaves_first([model for model in apps.get_models() if _has(model, RECORDED)]))


@cache
def cancellable_models() -> tuple[type[models.Model], ...]:
    """Those among them whose rows can be cancelled by a later entry."""
    return tuple(model for model in recorded_models() if _has(model, CANCELLED))


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def columns_naming(first: int, last: int) -> set[tuple[type[models.Model], str]]:
    """Of which models a row was recorded, or cancelled, by an entry from `first` to `last`. One question: of most there is none."""
    columns = [
        *((model, RECORDED) for model in recorded_models()),
        *((model, CANCELLED) for model in cancellable_models()),
    ]
    asked = ", ".join(
        f"EXISTS(SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)} WHERE {name} BETWEEN {first:d} AND {last:d})"
        for model, name in columns
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return {column for column, there in zip(columns, cursor.fetchone(), strict=True) if there}


def take_back(undone: Mapping[int, int]) -> None:
    """Deletes what the entries recorded, restores what they cancelled; `undone`: entry → the entry that undoes it.

    Needs an open transaction.
    """
    if not undone:
        return
    named = columns_naming(min(undone), max(undone))
    for model in (model for model in recorded_models() if (model, RECORDED) in named):
        made = model._default_manager.filter(recorded_by__in=undone)
        _keep(model, made, undone, was="recorded")
        made._raw_delete(made.db)
    # After the deletions: what stands again would otherwise stand beside what replaced it.
    for model in (model for model in cancellable_models() if (model, CANCELLED) in named):
        restored = model._default_manager.filter(cancelled_by__in=undone)
        _keep(model, restored, undone, was="cancelled")
        restored.update(cancelled_by=None)


def _leaves_first(found: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    waiting = list(found)
    while waiting:
        free = [m for m in waiting if not any(_points_at(other, m) for other in waiting if other is not m)] or waiting[
            :1
        ]
        ordered += free
        waiting = [model for model in waiting if model not in free]
    return ordered


def _points_at(model: type[models.Model], target: type[models.Model]) -> bool:
    return any(field.related_model is target for field in model._meta.fields if field.is_relation)


def _keep(model: type[models.Model], rows: "models.QuerySet[Any]", undone: Mapping[int, int], *, was: str) -> None:
    UndoneRow.objects.bulk_create(
        UndoneRow(sequence=values[f"{was}_by"], undone_by=undone[values[f"{was}_by"]], was=was, model=model._meta.label,
                  row=json.dumps(values, cls=DjangoJSONEncoder))
        for values in rows.values(*[field.attname for field in model._meta.concrete_fields])
    )  # fmt: skip


class _NotKept(Exception):
    pass


@contextmanager
def as_known_at(known: int) -> Iterator[None]:
    """Inside the block the tables are as they were known at sequence `known`, also between an act and its undoing; nothing is kept.

    Only then does it touch the tables (inside a transaction that is rolled back); otherwise it does nothing.
    """
    between = UndoneRow.objects.filter(sequence__lte=known, undone_by__gt=known)
    if not between.exists():
        yield
        return
    try:
        with transaction.atomic():
            for undone in between.order_by("was", "-id"):
                _bring_back(undone, known)
            yield
            raise _NotKept
    except _NotKept:
        return


def _bring_back(undone: UndoneRow, known: int) -> None:
    model, values = apps.get_model(undone.model), json.loads(undone.row)
    _make_room(model, values, known)
    if undone.was == "cancelled":
        model._default_manager.filter(pk=values["id"]).update(cancelled_by=undone.sequence)
    else:
        model._default_manager.bulk_create([model(**values)])


def _make_room(model: type[models.Model], values: Mapping[str, Any], known: int) -> None:
    """What was recorded later and may not stand beside the row is not known yet."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            same = {name: values[model._meta.get_field(name).attname] for name in constraint.fields}
            model._default_manager.filter(**same, recorded_by__gt=known).exclude(pk=values["id"])._raw_delete(
                using=DEFAULT_DB_ALIAS
            )
