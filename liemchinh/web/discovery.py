"""Rooms find each other by name: what each contributes to home, search and one's own page, found once when it is first asked for."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.utils.module_loading import module_has_submodule

from liemchinh.web.contributions import Change, Hit, Section, Shortcut, Waiting
from regulations.charter import open_charter


def is_offered(room: AppConfig | None) -> bool:
    """Does the charter speak of what a room is about?

    A room whose `apps.py` names procedures and rules in `needs` is there only under a charter that has one of them.
    """
    needs, charter = getattr(room, "needs", ()), open_charter(settings.CHARTER)
    return not needs or any(one in charter.procedures or one in charter.rulebook.parameters for one in needs)


@cache
def providers(module: str, function: str) -> tuple[Callable[..., list[Any]], ...]:
    """The function of that name of every offered room that has the module. A module without the function is a programming error."""
    found = []
    for app in apps.get_app_configs():
        if is_offered(app) and app.module and module_has_submodule(app.module, module):
            found.append(getattr(import_module(f"{app.name}.{module}"), function))
    return tuple(found)


def concerned(module: str, function: str, actor: Any) -> list[Callable[..., list[Any]]]:
    """Those of the providers that can have something to say to the actor, by what each says of itself (`contributions.concerns`)."""
    held = [
        provide for provide in providers(module, function)
        if not (verbs := getattr(provide, "verbs", ())) or any(actor.may(verb) for verb in verbs)
    ]  # fmt: skip
    full = filled({row._meta.db_table for provide in held for row in getattr(provide, "rows", ())})
    return [
        provide for provide in held
        if not (rows := getattr(provide, "rows", ())) or any(row._meta.db_table in full for row in rows)
    ]  # fmt: skip


def filled(tables: Iterable[str]) -> set[str]:
    """Those of the tables that hold a row. One question."""
    names = sorted(tables)
    if not names:
        return set()
    asked = ", ".join(f"EXISTS(SELECT 1 FROM {connection.ops.quote_name(name)})" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return {name for name, full in zip(names, cursor.fetchone(), strict=True) if full}


def waiting_for(actor: Any, on: date) -> list[Waiting]:
    """Everything that waits for the actor: what has a day first, by that day; otherwise as each room put it."""
    items = [item for provide in concerned("waiting", "waiting", actor) for item in provide(actor, on)]
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or on))


def shortcuts_for(actor: Any, on: date) -> list[Shortcut]:
    """What stands at the head of the actor's home page, as each room put it."""
    return [shortcut for provide in providers("shortcuts", "shortcuts") for shortcut in provide(actor, on)]


def changes_for(actor: Any, since: datetime) -> list[Change]:
    """What changed since then in what the actor may see, newest first."""
    items = [item for provide in concerned("changed", "changes", actor) for item in provide(actor, since)]
    return sorted(items, key=lambda item: item.when, reverse=True)


def hits_for(actor: Any, query: str) -> dict[str, list[Hit]]:
    """What the search finds, by kind, in the order the rooms give it."""
    groups: dict[str, list[Hit]] = {}
    for provide in providers("search", "search"):
        for hit in provide(actor, query):
            groups.setdefault(hit.kind, []).append(hit)
    return groups


def sections_for(actor: Any, on: date) -> list[Section]:
    """What the rooms hold about the actor, for their own page."""
    return [section for provide in providers("mine", "mine") for section in provide(actor, on)]
