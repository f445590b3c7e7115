"""Components of a page as template tags. What each takes and shows stands in docs/components.md."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

from liemchinh.web import charts
from liemchinh.web.components import Bar, Cell, Column, Crumb, Event, KeyFigure, Series, Tab, Table
from liemchinh.web.paging import Page
from regulations.answers import Refusal

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, size: int = 24) -> SafeString:
    """A drawn sign beside a word; it never stands alone. The names are those of heroicons' outlines."""
    return mark_safe(heroicon_outline(name, size=size))  # noqa: S308 (the package's own drawing, not a user's text)


@register.simple_block_tag
def card(content: str, title: str = "", detail: str = "", id: str = "", flush: bool = False, tone: str = "") -> str:
    """A white box with a heading. `flush` lets a table touch its edges."""
    given = {"content": content, "title": title, "detail": detail, "id": id, "flush": flush, "tone": tone}
    return render_to_string("web/parts/card.html", given)


@register.simple_block_tag
def notice(content: str, title: str = "", tone: str = "info") -> str:
    """A message that stands in the page: tone info, good, warn, late or unknown."""
    return render_to_string("web/parts/notice.html", {"content": content, "title": title, "tone": tone})


@register.simple_block_tag
def confirm(content: str, label: str, question: str, tone: str = "") -> str:
    """A button that opens a question; inside stands the form that really does it. Works without JavaScript."""
    return render_to_string(
        "web/parts/confirm.html", {"content": content, "label": label, "question": question, "tone": tone}
    )


@register.simple_block_tag
def blank(content: str, title: str, url: str = "", action: str = "", sign: str = "inbox") -> str:
    """What stands where there is nothing yet: why, and what to do first."""
    return render_to_string(
        "web/parts/blank.html", {"content": content, "title": title, "url": url, "action": action, "sign": sign}
    )


@register.inclusion_tag("web/parts/breadcrumb.html")
def breadcrumb(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(items: Iterable[Tab], label: str) -> dict[str, Any]:
    """Sibling pages; `label` names the group for those who listen."""
    return {"items": items, "label": label}


@register.inclusion_tag("web/parts/key_figures.html")
def key_figures(items: Iterable[KeyFigure]) -> dict[str, Any]:
    """Two to six big numbers."""
    return {"items": items}


@register.inclusion_tag("web/parts/bar_chart.html")
def bar_chart(bars: Sequence[Bar], legend: Sequence[str] = (), hint: str = "") -> dict[str, Any]:
    """Horizontal bars, one row each, stacked where the bars have parts. The number is always written beside."""
    return {"rows": charts.bar_rows(bars), "legend": legend, "hint": hint}


@register.inclusion_tag("web/parts/column_chart.html")
def column_chart(
    labels: Sequence[str], series: Sequence[Series], caption: str, label_title: str = ""
) -> dict[str, Any]:
    """Columns over time or kinds, one to three series of numbers from zero up, with the table beside."""
    return {
        "columns": charts.columns(labels, series),
        "legend": [one.title for one in series],
        "caption": caption,
        "table": charts.table_of(labels, series, caption, label_title),
    }


@register.inclusion_tag("web/parts/line_chart.html")
def line_chart(labels: Sequence[str], series: Sequence[Series], caption: str, label_title: str = "") -> dict[str, Any]:
    """Lines over time, one to four, with the table beside. A number that is not known leaves a gap."""
    return {
        "plot": charts.line_plot(labels, series),
        "labels": labels,
        "legend": [one.title for one in series],
        "caption": caption,
        "table": charts.table_of(labels, series, caption, label_title),
    }


@register.inclusion_tag("web/parts/data_table.html")
def data_table(table: Table, captionless: bool = False) -> dict[str, Any]:
    """A table that becomes cards on phones. `captionless` where a heading above already says the same."""
    rows, total = [_line(table, row) for row in table.rows], _line(table, table.total)
    return {"table": table, "rows": rows, "total": total, "captionless": captionless}


@register.inclusion_tag("web/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any], total: int | None = None) -> dict[str, Any]:
    """Earlier and later rows of a keyset page; the other parameters of the address stay."""
    asked = context["request"].GET.copy()
    for name in ("after", "before"):
        asked.pop(name, None)

    def address(**more: str) -> str:
        there = asked.copy()
        there.update(more)
        return f"?{there.urlencode()}"

    return {
        "page": page,
        "total": total,
        "first": address() if page.previous else "",
        "previous": address(before=page.previous) if page.previous else "",
        "next": address(after=page.next) if page.next else "",
    }


@register.inclusion_tag("web/parts/refusals.html")
def refusals(refusals: Iterable[Refusal], title: str = "") -> dict[str, Any]:
    """Every reason why something was not done, each with its article and what to do instead."""
    return {"refusals": list(refusals), "title": title}


@register.inclusion_tag("web/parts/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far a long work is."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(events: Iterable[Event]) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"events": events}


@register.inclusion_tag("web/parts/badge.html")
def badge(text: str, tone: str = "") -> dict[str, Any]:
    """A small word for a state: tone "", good, warn, late, unknown, accent."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("web/parts/field.html")
def field(bound: Any, privacy: str = "") -> dict[str, Any]:
    """A form field with label, help, error, and for free text the line that says what does not belong there."""
    return {"field": bound, "privacy": privacy}


def _line(table: Table, cells: Sequence[Cell]) -> list[tuple[Cell, Column]]:
    return list(zip(cells, table.columns, strict=False))
