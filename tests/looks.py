"""What a page in Chromium is asked: what stands on it, what is too small to touch, what is wider than the screen."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import lxml.html

from tests.accessibility import WIDER_THAN_SCREEN

# The whole page again in the largest letters, as somebody of seventy has it.
IN_LARGEST_LETTERS = "() => { document.documentElement.className = 'text-larger'; }"
TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter(e => e.offsetParent && !e.closest('.hidden, .skip, p, li p, dd'))
  .filter(e => { const box = (e.closest('.figure, label') || e).getBoundingClientRect();
                 return box.height < 44 || box.width < 24; })
  .map(e => e.outerHTML.slice(0, 110))"""
# What stands on a page: each thing with its class, kind, role and number of labels, in what kind of thing.
THINGS = """() => {
  const told = e => [e.parentElement?.tagName, e.tagName, e.getAttribute('class'), e.type, e.getAttribute('role'), e.labels?.length];
  return new Map([...document.querySelectorAll('*')].map(e => [told(e).join('.'), e]));
}"""
# Those of them that are named. A page that is laid out anew is asked as a whole.
NAMED = """(named => {
  const things = (%s)(), found = named.map(name => things.get(name));
  return found.includes(document.body) ? document : {include: found};
})(%s)"""
# Beside class, type and role, data-… and aria-…: the attributes by which a style sheet, a script or somebody who listens goes.
GONE_BY = {"checked", "colspan", "disabled", "hidden", "multiple", "open"}
# All in one question: what takes time is each question.
LOOKED_AT = f"""() => {{
  const root = document.documentElement, size = root.className;
  const seen = {{
    things: [...({THINGS})().keys()], small: ({TOO_SMALL})(), wide: {WIDER_THAN_SCREEN},
    text: document.querySelector('main')?.innerText, led: !!document.querySelector('nav.menu, body.alone form'),
  }};
  ({IN_LARGEST_LETTERS})();
  seen.widest = {WIDER_THAN_SCREEN};
  root.className = size;
  return seen;
}}"""


def misfits(seen: dict[str, Any], phone: bool) -> Iterator[str]:
    """What is too small or too wide on a page, as it answered `LOOKED_AT`."""
    if phone:  # on a desk a mouse is enough
        yield from (f"too small {small}" for small in seen["small"])
    if seen["wide"]:
        yield "wider than the screen"
    if seen["widest"]:
        yield "wider than the screen in the largest letters"


def things_of(html: str) -> frozenset[str]:
    """What `THINGS` tells of a page, as far as its HTML tells it, and by which attributes somebody goes."""
    root = lxml.html.document_fromstring(html)
    named = Counter(label.get("for") for label in root.iter("label"))
    return frozenset(_told(element, named) for element in root.iter() if isinstance(element.tag, str))


def _told(element: Any, named: Counter[str]) -> str:
    parent = element.getparent()
    labels = named[element.get("id", "")] + sum(1 for _ in element.iterancestors("label"))
    told = (element.get(name) for name in ("class", "type", "role", "src"))
    gone_by = sorted(name for name in element.attrib if name.startswith(("data-", "aria-")) or name in GONE_BY)
    return " ".join(map(str, (parent is not None and parent.tag, element.tag, *told, labels, *gone_by)))
