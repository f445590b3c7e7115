"""A figure of a report opened as its reader opens it, page after page: what stands behind it, and how much that is."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import lxml.html
from django.test import Client

PEOPLE, HIDDEN = "Từng người", "không hiện"
# So many pages of a list are read one by one; of a longer one the first, and whoever asks counts the rest.
READ = 8


@dataclass
class Behind:
    """`rows`: the lines of a list, `is_people` one each, else organisations with a number. `total`: what they make; None: no list, or not
    all of it is this reader's to see. `goes_on`: there are more lines than were read. `parts`: the numbers it is worked out from, as
    printed, each with what is behind it. `leads_to`: the page that says more, as a title and what it answered. `why`: no list, or
    none of people."""

    rows: list[list[str]] = field(default_factory=list)
    is_people: bool = False
    total: int | None = None
    goes_on: bool = False
    parts: list[tuple[str, "Behind"]] = field(default_factory=list)
    leads_to: tuple[str, int, int] | None = None
    why: str = ""


def opened(client: Client, address: str) -> Behind:
    """What the page of a figure shows to whoever is signed in. Fails where any page on the way does not answer."""
    found, following = Behind(), address
    for _page in range(READ):
        main, here = _main(client, following)
        table = next(iter(main.xpath(".//table")), None)
        if table is not None:
            found.is_people = _text(table.find("caption")) == PEOPLE
            found.rows += [[_text(cell) for cell in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")]
        more = [link for link in main.xpath(".//a") if _text(link) == "Xem tiếp"]
        found.goes_on = bool(more)
        if not more:
            break
        following = urljoin(here, more[0].get("href"))
    found.total = _total(found)
    found.why = " ".join(_text(one) for one in main.xpath("./p[@class='quiet-text']"))
    for link in main.xpath(".//ul[@class='rows']//a"):
        found.parts.append((_text(link).rpartition(": ")[2], opened(client, urljoin(here, link.get("href")))))
    for link in main.xpath("./p[@class='actions']/a[@class='button quiet']"):
        if _text(link) != "Xem tiếp" and found.leads_to is None:
            there, _here = _main(client, urljoin(here, link.get("href")))
            found.leads_to = _text(link), sum(map(_number, _last_cells(there))), len(_last_cells(there))
    return found


def _main(client: Client, address: str) -> tuple[Any, str]:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    return lxml.html.fromstring(answer.content.decode()).xpath("//main")[0], here


def _text(one: Any) -> str:
    return " ".join(one.text_content().split()) if one is not None else ""


def _last_cells(main: Any) -> list[str]:
    return [_text(row.xpath("./th|./td")[-1]) for row in main.xpath(".//table/tbody/tr")]


def _number(text: str) -> int:
    plain = text.replace(".", "")
    return int(plain) if plain.isdigit() else 0


def _total(found: Behind) -> int | None:
    if found.goes_on or not found.rows or any(row[-1] == HIDDEN for row in found.rows):
        return None
    return len(found.rows) if found.is_people else sum(_number(row[-1]) for row in found.rows)
