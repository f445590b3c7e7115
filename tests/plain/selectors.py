"""The selectors that walks are written in: CSS with `:has-text()`, `:text-is()` and `:not()`, `text=…`, and `>>` between parts."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Test = Callable[[Any], bool]
_PIECE = re.compile(
    r"""(?P<tag>\*|[a-zA-Z][\w-]*) | \#(?P<id>[\w-]+) | \.(?P<class>[\w-]+)
      | \[(?P<name>[\w-]+)(?:(?P<how>[~^$*|]?=)(?P<value>'[^']*'|"[^"]*"|[^\]]*))?\]
      | :(?P<pseudo>[\w-]+)(?:\((?P<inside>'[^']*'|"[^"]*"|[^()'"]*(?:\([^)]*\))?)\))?""",
    re.VERBOSE,
)
UNSAID = frozenset({"script", "style", "title", "head"})
_HOW: dict[str, Callable[[str, str], bool]] = {
    "=": lambda there, asked: there == asked,
    "^=": lambda there, asked: there.startswith(asked),
    "$=": lambda there, asked: there.endswith(asked),
    "*=": lambda there, asked: asked in there,
    "~=": lambda there, asked: asked in there.split(),
}


def elements(root: Any) -> Iterator[Any]:
    """Every element below, in the order of the page, without comments."""
    return (one for one in root.iterdescendants() if isinstance(one.tag, str))


def words(element: Any) -> str:
    """All the text of an element, hidden or not, with single spaces."""
    return " ".join(element.text_content().split())


def find(root: Any, selector: str) -> list[Any]:
    """What a selector finds below an element, in the order of the page; `nth=` counts among what stands before it."""
    found = [root]
    for part in _split(selector, ">>"):
        if part.startswith("nth="):
            place = int(part[4:])
            found = found[place : place + 1 or None]
        elif part.startswith("text="):
            found = _below(found, lambda one, asked=part[5:]: with_text(one, asked.strip("\"'"), asked[:1] in "\"'"))
        else:
            found = _below(found, lambda one, asked=part: _by_css(one, asked))
    return found


def _below(roots: list[Any], search: Callable[[Any], Iterable[Any]]) -> list[Any]:
    return list(dict.fromkeys(one for root in roots for one in search(root)))


def with_text(root: Any, asked: str, exact: bool = False) -> list[Any]:
    """The smallest elements that hold a text: what holds it not has nothing below that does."""
    wanted = asked if exact else asked.casefold()

    def inside(element: Any) -> list[tuple[Any, bool]]:
        said = ((one, words(one)) for one in element if isinstance(one.tag, str))
        held = ((one, there if exact else there.casefold()) for one, there in said)
        return [(one, not exact or there == wanted) for one, there in held if wanted in there]

    def smallest(found: list[tuple[Any, bool]]) -> Iterator[Any]:
        for one, holds in found:
            below = inside(one)
            if holds and one.tag not in UNSAID and not any(held for _one, held in below):
                yield one
            yield from smallest(below)

    return list(smallest(inside(root)))


def _by_css(root: Any, selector: str) -> Iterator[Any]:
    ways = [_chain(one) for one in _split(selector, ",")]
    return (one for one in elements(root) if any(_fits(one, way) for way in ways))


def _split(text: str, sign: str) -> list[str]:
    """Parts between signs that stand neither in quotes nor in brackets."""
    parts, depth, quote, start, place = [], 0, "", 0, 0
    while place < len(text):
        letter = text[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif not depth and text.startswith(sign, place):
            parts.append(text[start:place].strip())
            start = place = place + len(sign)
            continue
        place += 1
    return [*parts, text[start:].strip()]


def _chain(selector: str) -> list[tuple[str, Test]]:
    """From the last compound to the first, each with what joins it to the one after it: " " or ">"."""
    chain, joined = [], ""
    for step in _split(re.sub(r"\s*>\s*(?=[^'\"]*(?:['\"][^'\"]*['\"][^'\"]*)*$)", " > ", selector), " "):
        if step == ">":
            joined = ">"
        elif step:
            chain.append((joined or " ", _compound(step)))
            joined = ""
    return chain[::-1]


def _compound(text: str) -> Test:
    tests, place = [], 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        assert piece, f"this browser does not understand {text!r}"
        tests.append(_test_of(piece))
        place = piece.end()
    return lambda one: all(test(one) for test in tests)


def _test_of(piece: re.Match[str]) -> Test:
    told = piece.groupdict()
    if tag := told["tag"]:
        return lambda one: tag in {"*", one.tag}
    if told["id"]:
        return lambda one: one.get("id") == told["id"]
    if told["class"]:
        return lambda one: told["class"] in (one.get("class") or "").split()
    if name := told["name"]:
        asked = (told["value"] or "").strip("'\"")
        if not told["how"]:
            return lambda one: one.get(name) is not None
        return lambda one: one.get(name) is not None and _HOW[told["how"]](one.get(name), asked)
    return _pseudo(told["pseudo"], (told["inside"] or "").strip())


def _pseudo(name: str, inside: str) -> Test:
    asked = inside.strip("'\"")
    if name == "has-text":
        return lambda one: asked.casefold() in words(one).casefold()
    if name == "text-is":
        return lambda one: words(one) == asked
    if name == "not":
        kept = _compound(inside)
        return lambda one: not kept(one)
    if name == "checked":
        return lambda one: one.get("checked") is not None or one.get("selected") is not None
    raise AssertionError(f"this browser does not understand :{name}")


def _fits(element: Any, chain: list[tuple[str, Test]]) -> bool:
    """Is the element what the last compound asks, below what those before it ask?"""
    (joined, test), rest = chain[0], chain[1:]
    if not test(element):
        return False
    if not rest:
        return True
    above = element.getparent()
    while above is not None:
        if _fits(above, rest):
            return True
        if joined == ">":
            return False
        above = above.getparent()
    return False
