"""What waits in the book of letters: to be received, to be sorted. Only by number: nobody is named in the book."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.letters.identities import unnamed
from liemchinh.letters.models import Letter
from liemchinh.letters.queries import arriving_visible_to, unsorted
from liemchinh.letters.words import KINDS
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number

MOST = 10


@concerns(rows=(Letter,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each letter on the way here and each that waits to be sorted, the oldest first; one for how many more there are."""
    arriving, waits = arriving_visible_to(actor), unsorted(actor)
    first, rows = list(arriving[:MOST]), list(waits[:MOST])
    senders = names({row.letter.organisation_id for row in first})
    lines = []
    for row in first:
        told = {"name": senders.get(row.letter.organisation_id, ""), "number": row.cover_number}
        title = _("Nhận đơn do %(name)s chuyển, văn bản số %(number)s") % told
        why = _("Nơi chuyển đã ghi vào sổ; ở đây chưa nhận.")
        lines.append(
            Waiting(title, why, row.due_on, reverse("letters:arrive", args=[row.letter_id]), "letters.arriving")
        )
    lines += [
        Waiting(
            _("Phân loại đơn số %(number)s: %(kind)s") % {"number": f"{row.number}/{row.year}", "kind": KINDS[row.kind]},
            _("Chưa có văn bản đã xác minh nào đặt hạn phân loại."), None, reverse("letters:letter", args=[row.pk]), "letters.unsorted",
        )
        for row in rows
    ]  # fmt: skip
    for letter in unnamed(actor)[:MOST]:
        title = _("Ghi tên người viết đơn số %(number)s") % {"number": f"{letter.number}/{letter.year}"}
        why = _("Tên giữ riêng, niêm phong; chỉ người giữ tên mở được.")
        lines.append(Waiting(title, why, None, reverse("letters:seal-identity", args=[letter.pk]), "letters.unnamed"))
    if not (rows or first):
        return lines
    more = arriving.count() + waits.count() - len(first) - len(rows)
    if more > 0:
        title = _("Còn %(count)s đơn thư khác đang chờ") % {"count": show_number(more)}
        url = f"{reverse('letters:book')}?{urlencode({'state': 'waiting'})}"
        lines.append(Waiting(title, _("Ở đây chỉ nêu những đơn nhận sớm nhất."), None, url, "letters.more"))
    return lines
