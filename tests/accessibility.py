"""axe, asked for what is wrong and for nothing else: lists of all that is right, and selectors of every element, took most of its time."""

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_RUN = """axe.run({}, {}).then(told => told.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 120))]))"""


def violations(page: Any, rules: list[str] | None = None, among: str = "document") -> list[str]:
    """Every rule a page breaks, with the first places; `rules` names the sets to ask (without: all that axe asks by itself), `among` is
    the JavaScript of what is looked at."""
    asked = {"resultTypes": ["violations"], "selectors": False} | ({"runOnly": rules} if rules else {})
    page.evaluate(AXE_SCRIPT)
    return [f"axe {rule} {places}" for rule, places in page.evaluate(_RUN.format(among, json.dumps(asked)))]


def faults(page: Any) -> list[str]:
    """Every rule a page breaks, and whether it is wider than the screen."""
    wide = ["wider than the screen"] * page.evaluate(WIDER_THAN_SCREEN)
    return [f"{page.url}: {fault}" for fault in (*violations(page), *wide)]
