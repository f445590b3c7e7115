"""Forms about posts and terms. They read; services decide."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.forms import FIRST_DAY, day_field
from liemchinh.members.holders import terms_of
from liemchinh.members.models import Post, Term
from liemchinh.members.offices import code_of, label_of, offices
from liemchinh.members.posting import Seat
from liemchinh.members.queries import members_page, people_visible_to, search_visible_to
from liemchinh.members.queries import names as names_of_people
from liemchinh.members.reasons import CORRECTION
from liemchinh.members.terms import TermFacts
from liemchinh.organisations.queries import names
from liemchinh.web.components import Option
from liemchinh.web.dates import show
from liemchinh.web.forms import DayField, PickField, PickingForm, offer

# Terms run ahead: an election has a day before the term's last one is known.
LATEST = timedelta(days=366 * 10)
LAST_HELD = _("Ngày cuối cùng giữ chức vụ. Bỏ trống nếu đang giữ.")


def _last_day(label: Any, told: Any) -> DayField:
    return DayField(label=label, required=False, help_text=told, not_before=lambda: FIRST_DAY,
                    not_after=lambda: clock.today() + LATEST)  # fmt: skip


def _after(last: date | None) -> date | None:
    """The first day no longer."""
    return last + timedelta(days=1) if last else None


def picking_person(actor: Actor, organisation: int) -> dict[str, Any]:
    """The look-ups of a PickField over people in the actor's scope; those of the organisation are offered first."""

    def look_up(query: str) -> list[Option]:
        found = search_visible_to(actor, query) if query else members_page(actor, clock.today(), organisation, size=30)
        places = names({details.spell_organisation for details in found if details.spell_organisation})  # type: ignore[attr-defined]  # the query adds it
        return [
            Option(str(details.person_id), details.full_name, places.get(details.spell_organisation, ""))  # type: ignore[attr-defined]  # the query adds it
            for details in found
        ]

    def title_of(number: int) -> Option | None:
        seen = people_visible_to(actor).filter(pk=number).exists()
        name = names_of_people([number]).get(number)
        return Option(str(number), name) if seen and name else None

    return {"look_up": look_up, "title_of": title_of}


class SeatForm(PickingForm):
    """A post out of the charter's list, its days and its term."""

    post = forms.ChoiceField(label=_("Chức vụ"))
    term = forms.TypedChoiceField(label=_("Nhiệm kỳ"), required=False, coerce=int, empty_value=None)
    starts_on = day_field(_("Giữ từ ngày"))
    last_on = _last_day(_("Đến hết ngày"), LAST_HELD)

    def __init__(self, *args: Any, organisation: int, written: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(office.code, office.label) for office in offices()]
        if written and code_of(written) not in dict(choices):
            choices.append((written, label_of(written)))
        offer(self, "post", [("", _("Hãy chọn")), *choices])
        terms = [(str(term.number), _term_label(term)) for term in terms_of(organisation)]
        offer(self, "term", [("", _("Không ghi")), *terms])
        if not terms:
            del self.fields["term"]

    def seat(self, person: int, organisation: int) -> Seat:
        """What was filled in, about a person."""
        given = self.cleaned_data
        return Seat(
            person, organisation, given["post"], given["starts_on"], _after(given["last_on"]), given.get("term")
        )


def _term_label(term: Term) -> str:
    told = {"number": term.number, "first": show(term.starts_on)}
    if term.ends_on is None:
        return str(_("Thứ %(number)s, từ %(first)s") % told)
    last = show(term.ends_on - timedelta(days=1))
    return str(_("Thứ %(number)s, từ %(first)s đến %(last)s") % (told | {"last": last}))


class TakePostForm(SeatForm):
    """Who takes the post."""

    field_order = ("person", "post", "term", "starts_on", "last_on")

    def __init__(self, *args: Any, actor: Actor, organisation: int, **options: Any) -> None:
        super().__init__(*args, organisation=organisation, **options)
        self.fields["person"] = PickField(label=_("Người giữ chức vụ"), **picking_person(actor, organisation))
        self.order_fields(self.field_order)


class CorrectPostForm(SeatForm):
    """The same seat written anew, with the reason."""

    reason = forms.ChoiceField(label=_("Vì sao sửa"), choices=list(CORRECTION.items()), widget=forms.RadioSelect)


def told_of(post: Post) -> dict[str, Any]:
    """A row as the form shows it."""
    last = post.ends_on - timedelta(days=1) if post.ends_on else None
    return {"post": code_of(post.post), "term": post.term, "starts_on": post.starts_on, "last_on": last}


class EndPostForm(forms.Form):
    """The last day a post is held."""

    last_on = day_field(_("Ngày cuối cùng giữ chức vụ"))

    def ends_on(self) -> date:
        """The first day no longer held."""
        return self.cleaned_data["last_on"] + timedelta(days=1)


class TermForm(forms.Form):
    """A term of a committee."""

    number = forms.IntegerField(label=_("Nhiệm kỳ thứ"), min_value=1, max_value=200)
    starts_on = day_field(_("Từ ngày"))
    last_on = _last_day(_("Đến hết ngày"), _("Bỏ trống nếu chưa kết thúc."))

    def facts(self) -> TermFacts:
        """What was filled in."""
        given = self.cleaned_data
        return TermFacts(given["number"], given["starts_on"], _after(given["last_on"]))


class CorrectTermForm(TermForm):
    """The same term written anew, with the reason."""

    reason = forms.ChoiceField(label=_("Vì sao sửa"), choices=list(CORRECTION.items()), widget=forms.RadioSelect)


def term_told(term: Term) -> dict[str, Any]:
    """A row as the form shows it."""
    last = term.ends_on - timedelta(days=1) if term.ends_on else None
    return {"number": term.number, "starts_on": term.starts_on, "last_on": last}
