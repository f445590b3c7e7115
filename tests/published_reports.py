"""The child of test_published_reports.py: the five published reports as the offices of the example write them, filled, checked and opened.

`python -m tests.published_reports` under the LIEMCHINH_DATA of a loaded example. Prints what each states, what is found, and what stands
behind each line for whoever may see it; keeps nothing but readings.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

# Of the office of each report: whoever keeps the register, whoever inspects, whoever leads; the first who sees a whole list tells it.
READERS = ("to-chuc", "kiem-tra", "lanh-dao")
OFFICES = {
    "tra_vinh": "tinh",
    "tan_phu": "tan-phu",
    "can_tho": "can-tho",
    "ben_tre": "ben-tre",
    "mo_cay_nam": "ben-tre",
}


def main() -> None:
    """One object a report, by the name of its file."""
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    # Nothing is collected here: pages are asked, not files.
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django.setup()
    from liemchinh.demo.office_reports import published_reports

    print(json.dumps({one.name: _told(one) for one in published_reports()}))


def _told(one: Any) -> dict[str, Any]:
    from liemchinh.access.actor import Actor
    from liemchinh.reports import signing
    from liemchinh.reports.filling import filled_report
    from liemchinh.reports.models import Report
    from regulations.reports import TablePart

    reader = Actor.at_console("may-chu")
    report = Report.objects.get(edition__definition__name=one.definition.name, organisation_id=one.organisation)
    made, checked = filled_report(report, reader), signing.checked(report, actor=reader)
    (table,) = made.content.tables()
    lines = {figure.name: figure.line for figure in one.definition.figures.values()}
    (shown,) = (part for part in one.definition.parts() if isinstance(part, TablePart))
    return {
        "lines": list(lines.values()),
        "stated": {row.label: row.cells[0].text for row in table.rows},
        "empty": [cell.figure for cell in made.content.cells() if cell.value is None],
        "found": [found.key for found in checked.open],
        "opened": {
            lines[row.figure]: _opened(report, told.cells[0], f"-{OFFICES[one.name]}")
            for row, told in zip(shown.rows, table.rows, strict=True)
        },
    }


def _opened(report: Any, cell: Any, office: str) -> dict[str, Any]:
    """A line as the first reader sees it to whom all of it is shown, else as the last."""
    from django.urls import reverse

    from tests.opened import opened

    address = reverse("reports:open", args=[report.pk, cell.figure])
    for who in READERS:
        client, actor = _signed_in(who + office)
        found = opened(client, address)
        if found.goes_on:
            found.total = _all_of(report, cell, found.rows, actor)
        if (
            found.total is not None
            or found.leads_to
            or (found.parts and all(part.total for _text, part in found.parts))
        ):
            break
    return {"who": who, "text": cell.text, "value": str(cell.value), **asdict(found), "rows": len(found.rows)}


def _all_of(report: Any, cell: Any, read: Sequence[Sequence[str]], actor: Any) -> int | None:
    """How many the whole of a long list are, to the same reader: its first lines are those of the pages."""
    from liemchinh.figures.records import records_visible_to
    from liemchinh.reports.filling import filled_report

    source = filled_report(report, actor).sources[cell.figure]
    found = records_visible_to(actor, source.question, source.indicator, size=10**6)
    if found is None:
        return None
    if found.people is None:
        told = [one.name for one in found.organisations if one.count is not None]
        whole = sum(one.count or 0 for one in found.organisations)
    else:
        told, whole = [one.organisation_name for one in found.people], len(found.people)
    assert [row[0] if found.people is None else row[1] for row in read] == told[: len(read)]
    return whole


def _signed_in(username: str) -> tuple[Any, Any]:
    from django.test import Client

    from liemchinh.access.actor import actor_for
    from liemchinh.access.models import Account, SignedIn

    account = Account.objects.get(username=username)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    SignedIn.objects.filter(account=account).update(second_factor="totp")
    return client, actor_for(account, second_factor=True)


if __name__ == "__main__":
    main()
