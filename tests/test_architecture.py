"""The shape of the house, held. Each rule is a function that finds faults; each is shown able to find one."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.source import OURS, ROOT, Source, dotted, product, sources, templates, tracked

Rule = Callable[[Source], Iterator[str]]
BANNED = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared", "lib", "tools"}
LONGEST = 400
CLOCK = "liemchinh/journal/clock.py"
READS_THE_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localdate", "time.time",
    "timezone.localtime", "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip
SIGNALS_OF_DJANGO = {
    "liemchinh/journal/apps.py": "triggers are made again after each migration",
    "liemchinh/access/sessions.py": "a session that opens or ends is noted, whoever opens it",
}
TEMPLATES_WITHOUT_BASE = {
    "liemchinh/web/templates/web/base.html": "it is the base",
    "liemchinh/web/templates/web/broken.html": "shown when nothing else can be trusted to work",
}


def too_long(source: Source) -> Iterator[str]:
    """More lines than fit in a head."""
    lines = source.text.count("\n")
    if lines > LONGEST:
        yield f"{source.name}: {lines} lines"


def says_nothing(source: Source) -> Iterator[str]:
    """A file or folder whose name does not say what it is."""
    words = set(re.split(r"[/.]", source.name))
    if source.name.split("/")[0] in OURS and words & BANNED:
        yield f"{source.name}: a name that says nothing"


def reaches_past_queries(source: Source) -> Iterator[str]:
    """A view, form or template tag that asks the database itself instead of a query limited to the actor."""
    parts = source.name.split("/")
    if not ({"views.py", "forms.py"} & {parts[-1]} or {"views", "templatetags", "forms"} & set(parts[:-1])):
        return
    for node in source.all(ast.Attribute):
        if node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield f"{source.name}:{node.lineno}: .{node.attr}"


def reads_the_clock(source: Source) -> Iterator[str]:
    """Anything but the one clock that asks what time it is."""
    if source.name == CLOCK:
        return
    for node in source.all(ast.Call):
        name = dotted(node.func)
        if name in READS_THE_CLOCK and not (name == "timezone.localtime" and node.args):
            yield f"{source.name}:{node.lineno}: {name}()"


def acts_behind_the_scenes(source: Source) -> Iterator[str]:
    """A model that does something when it is saved or deleted, or a signal between our own rooms."""
    for kind in source.all(ast.ClassDef):
        if any("Model" in dotted(base) for base in kind.bases):
            for inner in kind.body:
                if isinstance(inner, ast.FunctionDef) and inner.name in {"save", "delete", "clean", "__init__"}:
                    yield f"{source.name}:{inner.lineno}: {kind.name}.{inner.name}"
    for node in source.all(ast.Call):
        name = dotted(node.func)
        connects = name.endswith((".connect", "receiver")) and node.args and "sqlite3" not in name
        if connects and source.name not in SIGNALS_OF_DJANGO:
            yield f"{source.name}:{node.lineno}: signal"
        if name in {"Signal", "django.dispatch.Signal"}:
            yield f"{source.name}:{node.lineno}: a signal of our own"


def puts_floats_in_the_book(source: Source) -> Iterator[str]:
    """A number that is not exact, in what is hashed."""
    for node in source.all(ast.Call):
        if dotted(node.func).rpartition(".")[2] == "NewEntry":
            for inner in ast.walk(node):
                inexact = isinstance(inner, ast.Constant) and isinstance(inner.value, float)
                if inexact or (isinstance(inner, ast.Call) and dotted(inner.func) == "float"):
                    yield f"{source.name}:{node.lineno}: a float in an entry"


def trusts_text(source: Source) -> Iterator[str]:
    """Text put into a page without escaping, outside the one component that draws icons."""
    if source.name == "liemchinh/web/templatetags/components.py":
        return
    for node in source.all(ast.Call):
        if dotted(node.func).rpartition(".")[2] in {"mark_safe", "SafeString"}:
            yield f"{source.name}:{node.lineno}: {dotted(node.func)}"


def switches_on_cases(source: Source) -> Iterator[str]:
    """`if case.kind == …`: a kind of case is an area of its own, not a branch in the spine."""
    for node in source.all(ast.Compare):
        if dotted(node.left).endswith("case.kind"):
            yield f"{source.name}:{node.lineno}: if case.kind"


def catches_refusals(source: Source) -> Iterator[str]:
    """A view that catches what a service refuses, instead of asking it by `web.asking`, where every reason stands on the page."""
    parts = source.name.split("/")
    if parts[-1] != "views.py" and "views" not in parts[:-1]:
        return
    for node in source.all(ast.ExceptHandler):
        if node.type is not None and "Refused" in ast.dump(node.type):
            yield f"{source.name}:{node.lineno}: except Refused"


TRUSTED_TEMPLATES = {
    "liemchinh/access/templates/access/totp.html": "the drawing of a code, made by segno, no text of a person"
}

RULES: list[Rule] = [
    too_long, says_nothing, reaches_past_queries, reads_the_clock, acts_behind_the_scenes, puts_floats_in_the_book, trusts_text,
    switches_on_cases, catches_refusals,
]  # fmt: skip
# One fault of each kind, so that a rule that finds nothing is known to be able to.
BAD: dict[Rule, tuple[str, str]] = {
    too_long: ("liemchinh/members/x.py", "\n" * 401),
    says_nothing: ("liemchinh/members/utils.py", ""),
    reaches_past_queries: ("liemchinh/members/views/one.py", "def one(request):\n    return Person.objects.all()"),
    reads_the_clock: ("liemchinh/members/x.py", "from datetime import date\nx = date.today()"),
    acts_behind_the_scenes: ("liemchinh/members/models.py", "class A(models.Model):\n    def save(self): pass"),
    puts_floats_in_the_book: ("liemchinh/members/x.py", "NewEntry('a', None, data={'share': 0.5})"),
    trusts_text: ("liemchinh/members/x.py", "mark_safe(name)"),
    switches_on_cases: ("liemchinh/casework/x.py", "if case.kind == 'discipline': pass"),
    catches_refusals: ("liemchinh/members/views/one.py", "try:\n    end()\nexcept Refused:\n    pass"),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    looked_at = list(sources()) if rule is too_long else list(product())
    assert [fault for source in looked_at for fault in rule(source)] == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_can_find_a_fault(rule: Rule) -> None:
    name, text = BAD[rule]
    assert len(list(rule(Source(name, text)))) == 1


@pytest.mark.parametrize(
    "text",
    ["receiver(x)", "post_save.connect(f)", "changed = Signal()", "class A(models.Model):\n    def delete(self): pass"],
)
def test_every_way_to_act_behind_the_scenes_is_known(text: str) -> None:
    assert len(list(acts_behind_the_scenes(Source("liemchinh/members/x.py", text)))) == 1


def test_no_template_or_stylesheet_is_too_long() -> None:
    long = {
        name: (ROOT / name).read_text().count("\n")
        for name in tracked(".html", ".css", ".js", ".toml")
        if name.startswith(OURS)
    }
    assert {name for name, lines in long.items() if lines > LONGEST and not name.startswith("charters/")} == set()


# Templates


def without_base(all_templates: dict[str, str], code: str) -> list[str]:
    """Pages that do not stand in the frame of the house, and templates that nothing shows.

    What extends another stands in its frame; what is named by another template, or in code outside `render(request, …)`, is a part.
    """
    parts = set(
        re.findall(r"[\"']([\w/.-]+\.html)[\"']", re.sub(r"render\(\s*request,\s*[\"'][\w/.-]+[\"']", "", code))
    )
    for text in all_templates.values():
        parts |= set(re.findall(r"(?:include|extends) [\"']([\w/.-]+\.html)", text))
    found = []
    for name, text in all_templates.items():
        stands = text.lstrip().startswith("{% extends ") or name.partition("/templates/")[2] in parts
        if not stands and name not in TEMPLATES_WITHOUT_BASE:
            found.append(name)
    return found


def test_every_page_stands_in_the_frame_of_the_house() -> None:
    assert without_base(templates(), "\n".join(source.text for source in product())) == []
    alone = {"liemchinh/members/templates/members/alone.html": "<html></html>"}
    assert without_base(alone, "render(request, 'members/alone.html')") == without_base(alone, "") == list(alone)
    assert without_base(alone, "part = 'members/alone.html'") == []


def test_no_template_has_lost_its_text() -> None:
    assert [name for name, text in templates().items() if not text.strip()] == []


def unescaped(text: str) -> list[str]:
    """Ways to put text into a page as it is."""
    return re.findall(r"\|\s*safe(?:seq)?\b|autoescape off", text)


def test_no_template_trusts_text() -> None:
    assert {name for name, text in templates().items() if unescaped(text)} == TRUSTED_TEMPLATES.keys()
    assert unescaped("{{ name|safe }}") and unescaped("{% autoescape off %}")


# Models


def inexact(found: list[type[models.Model]]) -> list[str]:
    """Columns that cannot hold what was said exactly, or hold anything at all."""
    refused = (models.FloatField, models.GenericIPAddressField, models.FileField)
    return [f"{m._meta.label}.{f.name}" for m in found for f in m._meta.concrete_fields if isinstance(f, refused)]


def our_models() -> list[type[models.Model]]:
    """Every model of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("liemchinh.")]


def test_no_column_is_a_float_an_address_or_a_path() -> None:
    assert inexact(our_models()) == []

    class Bad(models.Model):
        share = models.FloatField()

        class Meta:
            app_label, managed = "tests", False

    assert inexact([Bad]) == ["tests.Bad.share"]
    del apps.all_models["tests"]


# Writing functions


def without_actor(source: Source) -> Iterator[str]:
    """A public function that opens a transaction of its own and does not say who acts."""
    if source.room in {"jobs", "cli", "journal", "demo"}:
        return
    for node in source.tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        writes = any(
            dotted(d if not isinstance(d, ast.Call) else d.func).endswith("atomic") for d in node.decorator_list
        )
        named = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        if writes and "actor" not in named:
            yield f"{source.name}: {node.name}"


# Who may write without an actor, and why.
WITHOUT_ACTOR = {
    "liemchinh/surveys/forgetting.py: forget": "what time makes due is deleted; the machine acts, for nobody",
    "liemchinh/admission/forgetting.py: forget_candidates": "what time makes due is deleted; the machine acts, for nobody",
    "liemchinh/national/comparing.py: stop": "the worker ends a comparison that cannot go on; it acts for nobody",
    "liemchinh/citizens/exchange.py: take_packet": "what came from the public pages is put where it belongs; the machine acts, for nobody",
    "liemchinh/citizens/exchange.py: write_description": "what the public pages may know is written; the machine acts, for nobody",
    "liemchinh/citizens/reading.py: pass_on": "a report goes on to whoever may read it, by routing alone; the machine acts, for nobody",
    "liemchinh/imports/services.py: stop": "the worker ends a run that cannot go on; it acts for nobody",
}


def test_whoever_writes_says_who_acts() -> None:
    found = {fault for source in product() for fault in without_actor(source)}
    assert found - WITHOUT_ACTOR.keys() == set() and WITHOUT_ACTOR.keys() - found == set()
    bad = Source("liemchinh/members/services.py", "@transaction.atomic\ndef strike_off(person): pass")
    assert list(without_actor(bad)) == ["liemchinh/members/services.py: strike_off"]


# The repository


def test_nothing_of_others_is_committed() -> None:
    endings = (".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".otf", ".whl", ".sqlite3", ".age")
    assert [name for name in tracked() if name.endswith(endings) or "/vendor/" in name] == []


def test_every_folder_with_code_is_a_package() -> None:
    folders = {Path(source.name).parent for source in product()}
    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file()] == []
