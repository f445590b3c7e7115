"""The forms and links that stand on the pages of the product, read out of their HTML: what a person, or a bad robot, could send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit


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


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, [], []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(urljoin(self.address, given["href"]))
        if tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self.form = Form(action, given.get("method", "get").upper())
            self.forms.append(self.form)
        if self.form is None:
            return
        if tag in {"input", "textarea", "button"} and given.get("name"):
            self._take(tag, given)
        if tag == "select":
            self.select = given.get("name", "")
            self.form.fields.setdefault(self.select, [])
        if tag == "option" and self.select:
            self.form.fields[self.select].append(given.get("value", ""))

    def _take(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        if given.get("type") == "file":
            self.form.files.add(given["name"])
        elif given["name"] != "csrfmiddlewaretoken":
            self.form.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = ""


def forms_of(html: str, address: str) -> Iterator[Form]:
    """Every form of a page; what a link asks behind its "?" counts as a form that is read."""
    reader = _Reader(address)
    reader.feed(html)
    yield from reader.forms
    for link in reader.links:
        parts = urlsplit(link)
        if parts.query and not parts.netloc:
            yield Form(link, "GET", {name: [value] for name, value in parse_qsl(parts.query)})
