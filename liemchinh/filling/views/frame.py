"""What the screens have in common: the blank workbook in the address, the way there."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.filling.models import Blank
from liemchinh.filling.queries import blanks_visible_to
from liemchinh.web.components import Crumb


def blank_or_404(actor: Actor, pk: int) -> Blank:
    """A blank workbook in the reader's scope."""
    found = blanks_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def crumbs(blank: Blank | None, *rest: Crumb) -> list[Crumb]:
    """The way to a page of this room."""
    found = [Crumb(_("Mẫu bảng tính"), reverse("filling:list"))]
    if blank is not None:
        found.append(Crumb(blank.title, reverse("filling:one", args=[blank.pk])))
    return [*found, *rest]
