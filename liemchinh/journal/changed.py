"""What the home page says has changed: what others recorded lately in what the reader may see."""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.journal.queries import Reader, recorded_since
from liemchinh.web.contributions import Change
from liemchinh.web.numbers import show_number


def changes(actor: Reader, since: datetime) -> list[Change]:
    """One line per act where there are few of a kind, otherwise one for all of them; each leads to the entries."""
    found = []
    for summary in recorded_since(actor, since):
        count = {"kind": summary.sentence, "count": show_number(summary.count)}
        words = _("%(kind)s: ít nhất %(count)s việc") if summary.at_least else _("%(kind)s: %(count)s việc")
        sentence = words % count if summary.count > 1 else summary.sentence
        found.append(
            Change(sentence, summary.when, f"{reverse('journal:entries')}?{urlencode({'kind': summary.kind})}")
        )
    return found
