"""What one's own page says of the time before admission: which offices read the candidate's pages, on which day."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.admission.queries import READING, own_case
from liemchinh.journal.names import words_for
from liemchinh.journal.queries import who_read
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

MOST = 10


def mine(actor: Actor, on: date) -> list[Section]:
    """Nothing where nobody read, or where the reader came another way."""
    case = own_case(actor)
    read = who_read(READING, case, most=MOST) if case is not None else []
    rows = [(show(one.day), ", ".join(filter(None, (one.organisation, words_for("role", one.role))))) for one in read]
    return [Section(_("Ai đã xem hồ sơ khi xin vào Hiệp hội"), rows)] if rows else []
