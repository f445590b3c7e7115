"""Every model, every function that writes, every kind of act and every address is used by a test, or exempted with a reason."""

import ast
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from liemchinh.casework.kinds import case_kinds
from liemchinh.journal.registry import event_kinds
from tests.owners import EXEMPT
from tests.source import Source, dotted, mentioned_in_tests, product


def models() -> Iterator[str]:
    """Every model of the house, by name."""
    return (model.__name__ for model in apps.get_models() if model.__module__.startswith("liemchinh."))


def writing_functions(sources: Iterable[Source]) -> Iterator[str]:
    """Public functions of a `services` module, and every public function anywhere that opens a transaction of its own."""
    for source in sources:
        is_service = source.name.endswith("/services.py") or "/services/" in source.name
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            decorators = [dotted(item.func if isinstance(item, ast.Call) else item) for item in node.decorator_list]
            if is_service or any(name.endswith("atomic") for name in decorators):
                yield node.name


def addresses() -> Iterator[str]:
    """Every named address."""

    def walk(resolver: URLResolver, space: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif isinstance(pattern, URLPattern):
                yield f"{space}{pattern.name}"

    yield from walk(get_resolver(), "")
    # The public pages are a process of their own.
    yield from walk(get_resolver("liemchinh.public.urls"), "")


def unowned(found: Iterable[str], mentioned: frozenset[str], exempt: Iterable[str] = ()) -> list[str]:
    """What no test mentions. A kind of act may be mentioned without the name of its room: "admitted" for "members.admitted"."""
    return sorted({name for name in found if not {name, name.rpartition(".")[2]} & mentioned} - set(exempt))


def test_every_model_is_owned_by_a_test() -> None:
    assert unowned(models(), mentioned_in_tests(), EXEMPT) == []


def test_every_function_that_writes_is_owned_by_a_test() -> None:
    assert unowned(writing_functions(product()), mentioned_in_tests(), EXEMPT) == []


def test_every_kind_of_act_is_owned_by_a_test() -> None:
    kinds = [code for code in event_kinds() if not code.startswith("tests.")]
    assert unowned(kinds, mentioned_in_tests(), EXEMPT) == []


def test_every_address_is_owned_by_a_test() -> None:
    assert unowned(addresses(), mentioned_in_tests(), EXEMPT) == []


def test_every_kind_of_act_bears_the_name_of_a_room() -> None:
    # Steps of a case bear the name of its kind, which stands in the charter.
    rooms = {source.room for source in product()} | {"tests", *case_kinds()}
    assert [code for code in event_kinds() if code.split(".")[0] not in rooms] == []


def test_every_exemption_has_a_reason_and_is_still_needed() -> None:
    everything = {*models(), *writing_functions(product()), *event_kinds(), *addresses()}
    assert [name for name, reason in EXEMPT.items() if not reason or name not in everything] == []


def test_what_nobody_tests_is_found() -> None:
    service = Source("liemchinh/members/services.py", "def strike_off(): pass\ndef _inner(): pass")
    elsewhere = Source("liemchinh/members/giving.py", "@transaction.atomic\ndef give(): pass\ndef read(): pass")
    assert list(writing_functions([service, elsewhere])) == ["strike_off", "give"]
    assert unowned(["strike_off", "give", "members.left"], frozenset({"give", "left"})) == ["strike_off"]
    assert unowned(["strike_off"], frozenset(), ["strike_off"]) == []
