"""What somebody sees of a page and what a form on it would send, read out of its HTML."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.plain.selectors import elements

_BLOCKS = """address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
header hr legend li main nav ol option p pre section summary table tbody tfoot thead tr ul"""
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "textarea", "title"})
Pairs = list[tuple[str, str]]


def shut(element: Any) -> bool:
    """Is it out of sight: marked so, or inside what is folded up?"""
    below, one = None, element
    while one is not None:
        if (
            one.get("hidden") is not None
            or one.tag in UNSEEN - {"textarea"}
            or (one.tag, one.get("type")) == ("input", "hidden")
        ):
            return True
        if one.tag == "details" and one.get("open") is None and below is not None and below.tag != "summary":
            return True
        below, one = one, one.getparent()
    return False


def seen(element: Any) -> str:
    """The text in sight, blocks on lines of their own."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(text for line in lines if (text := " ".join(line.split())))


def _pieces(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or element.get("hidden") is not None:
        return
    edge = "\n" if element.tag in BLOCKS or element.tag == "br" else " " if element.tag in {"td", "th"} else ""
    yield edge + (element.text or "").replace("\n", " ")
    folded = element.tag == "details" and element.get("open") is None
    for child in element:
        if not folded or child.tag == "summary":
            yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ") if not folded else ""
    yield edge


def control_of(element: Any) -> Any:
    """What a click on an element means: the link, button, fold or field it stands in or labels; None if it means nothing."""
    one = element
    while one is not None:
        if one.tag in {"a", "button", "summary", "input", "select", "textarea"}:
            return one
        if one.tag == "label":
            return _labelled(one)
        one = one.getparent()
    return None


def _labelled(label: Any) -> Any:
    if name := label.get("for"):
        return label.getroottree().getroot().get_element_by_id(name, None)
    return next((one for one in elements(label) if one.tag in {"input", "select", "textarea"}), None)


def tick(control: Any, on: bool) -> None:
    """A box or a choice is marked; of choices of one name one alone."""
    if control.get("type") == "radio":
        for one in _of_form(form_of(control)):
            if one.tag == "input" and one.get("type") == "radio" and one.get("name") == control.get("name"):
                one.attrib.pop("checked", None)
    control.attrib.pop("checked", None)
    if on:
        control.set("checked", "")


def choose(select: Any, value: str) -> None:
    """One line of a list, by its value."""
    options = [one for one in elements(select) if one.tag == "option"]
    for one in options:
        one.attrib.pop("selected", None)
    (wanted,) = [one for one in options if _value(one) == value]
    wanted.set("selected", "")


def write(control: Any, value: str) -> None:
    """A field filled in."""
    if control.tag == "textarea":
        control.text = value
    else:
        control.set("value", value)


def value_of(control: Any) -> str:
    """What stands in a field."""
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        return next(iter(_chosen(control)), "")
    return str(control.get("value") or "")


def form_of(control: Any) -> Any:
    """The form a field or a button belongs to."""
    if name := control.get("form"):
        return control.getroottree().getroot().get_element_by_id(name)
    return next((one for one in control.iterancestors("form")), None)


def sent_by(button: Any, files: Mapping[Any, Any]) -> Pairs | None:
    """Name and value of every field of the button's form, its own among them; None where a browser would ask for what is missing first."""
    form, pairs = form_of(button), []
    for one in _of_form(form):
        name, kind = one.get("name"), one.get("type", "text")
        if (
            not name
            or one.get("disabled") is not None
            or any(up.get("disabled") is not None for up in one.iterancestors("fieldset"))
        ):
            continue
        if one.tag == "button" or kind in {"submit", "button", "image"}:
            pairs += [(name, one.get("value") or "")] if one is button else []
        elif one.tag == "select":
            pairs += [(name, value) for value in _chosen(one)]
        elif kind in {"checkbox", "radio"}:
            pairs += [(name, one.get("value", "on"))] if one.get("checked") is not None else []
        elif kind != "file":
            pairs.append((name, value_of(one)))
    lazy = form.get("novalidate") is not None or button.get("formnovalidate") is not None
    filled = {name for name, value in pairs if value} | {one.get("name") for one in files}
    # A field that cannot be filled in is not asked for.
    asked = [one for one in _of_form(form) if one.get("required") is not None and one.get("disabled") is None]
    missing = [one for one in asked if one.get("name") not in filled]
    return None if missing and not lazy else pairs


def files_of(form: Any, files: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    """The files chosen in a form."""
    return [(one.get("name"), files[one]) for one in _of_form(form) if one in files]


def _of_form(form: Any) -> list[Any]:
    page = form.getroottree().getroot()
    fields = [one for one in elements(page) if one.tag in {"input", "select", "textarea", "button"}]
    return [one for one in fields if form_of(one) is form]


def _value(option: Any) -> str:
    there = option.get("value")
    return " ".join(option.text_content().split()) if there is None else str(there)


def _chosen(select: Any) -> list[str]:
    options = [one for one in elements(select) if one.tag == "option"]
    marked = [_value(one) for one in options if one.get("selected") is not None]
    if select.get("multiple") is not None:
        return marked
    return marked[-1:] or [_value(one) for one in options[:1]]
