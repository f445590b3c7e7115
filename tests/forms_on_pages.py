"""The forms and links that stand on the pages of the product, read out of their HTML: what a person, or a bad robot, could send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html


@dataclass
class Form:
    """One form: where it goes, how, and every field with the values it offers."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        """Where it goes, without what stands behind the "?"."""
        return urlsplit(self.action).path

    @property
    def asked(self) -> dict[str, str]:
        """What stands behind the "?" of its address."""
        return dict(parse_qsl(urlsplit(self.action).query))


def forms_of(html: str, address: str) -> Iterator[Form]:
    """Every form of a page; what a link asks behind its "?" counts as a form that is read."""
    root = lxml.html.document_fromstring(html)
    for form in root.iter("form"):
        yield _read(form, address)
    for link in root.xpath("//a/@href"):
        parts = urlsplit(urljoin(address, link))
        if parts.query and not parts.netloc:
            yield Form(parts.geturl(), "GET", {name: [value] for name, value in parse_qsl(parts.query)})


def _read(element: Any, address: str) -> Form:
    form = Form(urljoin(address, element.get("action") or address), element.get("method", "get").upper())
    for control in element.iter("input", "textarea", "button", "select"):
        name = control.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if control.get("type") == "file":
            form.files.add(name)
        elif control.tag == "select":
            form.fields.setdefault(name, []).extend(option.get("value", "") for option in control.iter("option"))
        else:
            form.fields.setdefault(name, []).append(control.get("value", ""))
    return form
