"""The child of test_published_reports.py: the five published reports as the offices of the example write them, filled and checked.

`python -m tests.published_reports` under the LIEMCHINH_DATA of a loaded example. Prints what each states and what is found; keeps nothing.
"""

import json
import os
from typing import Any


def main() -> None:
    """One object a report, by the name of its file."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    django.setup()
    from liemchinh.demo.office_reports import published_reports

    print(json.dumps({one.name: _told(one) for one in published_reports()}))


def _told(one: Any) -> dict[str, Any]:
    from liemchinh.access.actor import Actor
    from liemchinh.reports import signing
    from liemchinh.reports.filling import filled_report
    from liemchinh.reports.models import Report

    reader = Actor.at_console("may-chu")
    report = Report.objects.get(edition__definition__name=one.definition.name, organisation_id=one.organisation)
    made, checked = filled_report(report, reader), signing.checked(report, actor=reader)
    (table,) = made.content.tables()
    return {
        "lines": [figure.line for figure in one.definition.figures.values()],
        "stated": {row.label: row.cells[0].text for row in table.rows},
        "empty": [cell.figure for cell in made.content.cells() if cell.value is None],
        "found": [found.key for found in checked.open],
    }


if __name__ == "__main__":
    main()
