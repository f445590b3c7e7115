"""Which screens the guide shows, and who opens them. Objects are found in the loaded example by what they are, never by number."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.admission.models import Candidate
from liemchinh.behalf.models import Mandate
from liemchinh.demo.candidates import OVER_SIXTY, PREPARING, VOTED
from liemchinh.filling.models import Blank
from liemchinh.journal import clock
from liemchinh.meetings.models import Meeting
from liemchinh.members.models import Details, Person, Post, Spell
from liemchinh.national.models import Comparison
from liemchinh.organisations.models import Version
from liemchinh.papers.models import Number
from liemchinh.requests.models import Request
from liemchinh.residence.models import Link
from liemchinh.standing.models import Matter
from liemchinh.transfers.queries import listed
from tests import guide_api as api
from tests import guide_building as building
from tests import guide_citizens as citizens
from tests import guide_commission as commission
from tests import guide_concerned as concerned
from tests import guide_declarations as declarations
from tests import guide_directives as directives
from tests import guide_discipline as discipline
from tests import guide_inspections as inspections
from tests import guide_letters as letters
from tests import guide_public as public
from tests import guide_reports as reports
from tests import guide_returns as returns
from tests import guide_reviews as reviews
from tests import guide_rulebook as rulebook
from tests import guide_study as study
from tests import guide_tabulations as tabulations
from tests import guide_walks as walks
from tests.guide import DESK, PHONE, Picture

BOTH = (DESK, PHONE)
KEEPER, SECRETARY, LEADER = "to-chuc-huyen", "bi-thu-chi-bo", "lanh-dao-huyen"


def pictures() -> list[Picture]:
    """All of them, in the order of the guide."""
    looked_at = [
        *_signing_in(),
        *_organisations(),
        *_members(),
        *_awards(),
        *_papers(),
        *_transfers(),
        *_admission(),
        *_standing(),
        *inspections.pictures(),
        *discipline.pictures(),
        *citizens.pictures(),
        *commission.pictures(),
        *letters.pictures(),
        *declarations.pictures(),
        *directives.pictures(),
        *reports.pictures(),
        *building.pictures(),
        *returns.pictures(),
        *public.pictures(),
        *concerned.pictures(),
        *_own_pages(),
        *rulebook.pictures(),
        *_month(),
        *study.pictures(),
        *reviews.pictures(),
        *_figures(),
        *_filling(),
        *api.pictures(),
        *tabulations.pictures(),
        *_national(),
        *_book(),
    ]
    looked_at += _accounts()
    return [*looked_at, *_imports(), *_reorganisation(), *declarations.last_pictures()]


def _place(person: str) -> int:
    grant = RoleGrant.objects.filter(account__username=person).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)


def _member_of(place: int) -> Person:
    spell = Spell.objects.filter(organisation_id=place, cancelled_by=None, ends_on=None).order_by("person_id")[3]
    return Person.objects.get(pk=spell.person_id)


def _name_of(person: Person) -> str:
    return Details.objects.get(person_id=person.pk, cancelled_by=None).full_name


def _last_act(person: Person) -> int:
    return Spell.objects.filter(person=person, cancelled_by=None).latest("recorded_by").recorded_by


def _typed(address: str, **fields: str) -> Callable[[Any], None]:
    """Opens a page, fills in its fields and sends the form."""

    def walk(page: Any) -> None:
        page.goto(address)
        for name, value in fields.items():
            page.fill(f"main [name={name}]", value)
        page.click("main form button.button")

    return walk


def _signing_in() -> list[Picture]:
    return [
        Picture("sign-in", "", reverse("sign-in"), BOTH),
        Picture("sign-in-refused", "", _typed(reverse("sign-in"), username="ten-nao-do", password="khong-dung")),
        Picture("recover", "", reverse("access:recover")),
        Picture("home", KEEPER, reverse("home"), BOTH),
        Picture("home-member", "dang-vien", reverse("home"), (PHONE,)),
        Picture("search", KEEPER, f"{reverse('search')}?q=huyen+hoi", BOTH),
    ]


def _organisations() -> list[Picture]:
    district, branch, commune = _place(KEEPER), _place(SECRETARY), _place("to-chuc-xa")
    waiting = [f"{reverse('organisations:reorganise')}?at={district}", reverse("organisations:unassigned")]
    return [
        Picture("tree", KEEPER, reverse("organisations:tree"), BOTH),
        Picture("organisation", KEEPER, reverse("organisations:one", args=[commune]), BOTH),
        Picture("branch", SECRETARY, reverse("organisations:one", args=[branch]), (PHONE,)),
        Picture("organisation-entries", KEEPER, reverse("organisations:entries", args=[commune])),
        Picture("organisation-found", KEEPER, reverse("organisations:found", args=[commune])),
        Picture("organisation-change", KEEPER, reverse("organisations:change", args=[branch])),
        Picture("organisation-correct", KEEPER, reverse("organisations:correct", args=[branch])),
        Picture("reorganise", KEEPER, waiting[0]),
        Picture("reorganise-files", KEEPER, reverse("organisations:reorganise-files")),
        Picture("unassigned", KEEPER, waiting[1]),
    ]


def _members() -> list[Picture]:
    branch = _place(SECRETARY)
    person = _member_of(branch)
    one = reverse("members:one", args=[person.uid])
    own = Account.objects.get(username="dang-vien").person_id
    commune = _place("to-chuc-xa")
    held = Post.objects.filter(organisation_id=branch, cancelled_by=None, ends_on=None).order_by("pk")[0]
    return [
        Picture("posts", KEEPER, f"{reverse('members:posts')}?at={commune}", BOTH),
        Picture("post-take", KEEPER, reverse("members:take-post", args=[branch])),
        Picture("post-end", KEEPER, reverse("members:end-post", args=[held.pk])),
        Picture("term-add", KEEPER, reverse("members:add-term", args=[commune])),
        Picture("members", KEEPER, f"{reverse('members:list')}?at={branch}", BOTH),
        Picture("members-search", KEEPER, f"{reverse('members:search')}?q=nguyen+van"),
        Picture("members-search-leader", LEADER, f"{reverse('members:search')}?q={_name_of(person)}"),
        Picture("member-reason", LEADER, one),
        Picture("member", KEEPER, one, BOTH),
        Picture("member-register", KEEPER, f"{reverse('members:register')}?at={branch}"),
        Picture("member-acts", KEEPER, reverse("members:act", args=[person.uid])),
        Picture("member-act", KEEPER, f"{reverse('members:act', args=[person.uid])}?kind=transfer"),
        Picture("member-cancel", KEEPER, reverse("members:cancel", args=[person.uid, _last_act(person)])),
        Picture("member-replace", KEEPER, reverse("members:replace", args=[person.uid, _last_act(person)])),
        Picture("member-known", KEEPER, f"{one}?known={clock.today():%d/%m/%Y}"),
        Picture("member-correct", KEEPER, reverse("members:correct", args=[person.uid])),
        Picture("member-mine", "dang-vien", reverse("members:mine"), BOTH),
        Picture("member-readers", "dang-vien", reverse("members:readers", args=[own])),
    ]


def _own_pages() -> list[Picture]:
    branch, member = _place(SECRETARY), "dang-vien"
    open_one, answered = (Request.objects.filter(waits_at__isnull=waits).latest("pk").pk for waits in (False, True))
    mandate = Mandate.objects.latest("pk").pk
    here = reverse("residence:list", args=[branch])
    link = Link.objects.latest("pk")
    return [
        Picture("request-choose", member, reverse("requests:choose"), (PHONE,)),
        Picture("request-ask", member, reverse("requests:ask", args=["birth"])),
        Picture("request-one", member, reverse("requests:one", args=[answered])),
        Picture("requests", member, reverse("requests:list")),
        Picture("request-answer", "to-chuc-xa", reverse("requests:answer", args=[open_one])),
        Picture("behalf", SECRETARY, reverse("behalf:list"), (PHONE,)),
        Picture("behalf-choose", member, reverse("behalf:choose")),
        Picture("behalf-page", SECRETARY, reverse("behalf:page", args=[mandate])),
        Picture("behalf-paper", SECRETARY, reverse("behalf:paper", args=[_member_of(branch).uid])),
        Picture("residence", SECRETARY, here, (PHONE,)),
        Picture("residence-add", SECRETARY, reverse("residence:add", args=[branch])),
        Picture("residence-end", SECRETARY, reverse("residence:end", args=[link.pk])),
        Picture("residence-mine", "to-chuc-xa", reverse("residence:mine"), (PHONE,)),
    ]


def _imports() -> list[Picture]:
    branch = _place(SECRETARY)
    person = _member_of(branch)
    known = Details.objects.get(person_id=person.pk, cancelled_by=None)
    place = Version.objects.get(organisation_id=branch, cancelled_by=None, valid_to=None).name
    # The right month and year, one digit of the day mistyped.
    year, month, day = known.birth.split("-")
    wrong = f"2{day[1]}" if day[0] == "3" else f"{day[0]}{int(day[1]) + (1 if day[1] in '01' else -1)}"
    birth = f"{wrong}/{month}/{year}"
    keeper = "to-chuc-xa"
    return [
        Picture("imports", keeper, reverse("imports:start"), BOTH),
        Picture("imports-target", keeper, walks.upload(walks.member_list(place, (known.full_name, birth)))),
        Picture("imports-tables", keeper, walks.after_target),
        Picture("imports-table", keeper, walks.at_run("imports:table", 0)),
        Picture("imports-column", keeper, walks.at_run("imports:column", 0, 5)),
        Picture("imports-practice", keeper, walks.at_run("imports:practice")),
        Picture("imports-run", keeper, walks.begun),
        Picture("imports-waiting", keeper, reverse("imports:waiting")),
        Picture("imports-decide", keeper, walks.deciding),
    ]


def _reorganisation() -> list[Picture]:
    commune = _place("to-chuc-xa")
    level = Version.objects.get(organisation_id=_place(SECRETARY), cancelled_by=None, valid_to=None).level
    return [
        Picture("reorganise-one", KEEPER, walks.merging(commune, level)),
        Picture("reorganise-preview", KEEPER, walks.previewed(commune, level)),
        Picture("reorganise-apply", KEEPER, walks.asked_once_more),
        Picture("reorganise-done", KEEPER, walks.done, BOTH[:1]),
        Picture("reorganise-undo", KEEPER, walks.undoing),
        Picture("reorganise-undone", KEEPER, walks.undone),
    ]


def _month() -> list[Picture]:
    branch = _place(SECRETARY)
    page, packet = reverse("packets:month", args=[branch]), walks.packet(branch)
    meeting = Meeting.objects.filter(organisation_id=branch, cancelled_by=None).latest("held_on").pk
    return [
        Picture("month", SECRETARY, page, BOTH),
        Picture("months", LEADER, f"{reverse('packets:branches')}?at={_place(LEADER)}"),
        Picture("meeting", SECRETARY, reverse("meetings:record", args=[branch]), BOTH),
        Picture("meeting-held", SECRETARY, reverse("meetings:one", args=[meeting])),
        Picture("dues", SECRETARY, reverse("dues:month", args=[branch]), BOTH),
        Picture("reconciliation", "to-chuc-xa", f"{reverse('reconciliation:list')}?at={_place('to-chuc-xa')}", BOTH),
        Picture("reconciliation-one", SECRETARY, reverse("reconciliation:one", args=[branch])),
        Picture("reconciliation-confirm", SECRETARY, reverse("reconciliation:confirm", args=[branch]), BOTH),
        Picture("packet", SECRETARY, packet),
        Picture("packet-enter", SECRETARY, walks.entering(branch)),
    ]


def _awards() -> list[Picture]:
    commune = _place("to-chuc-xa")
    listed = f"{reverse('awards:list')}?at={commune}"
    return [
        Picture("awards", "to-chuc-xa", walks.proposed(listed), BOTH),
        Picture("award-decide", "to-chuc-xa", reverse("awards:decide", args=[commune])),
        Picture("award", "to-chuc-xa", walks.decided(commune)),
        Picture("award-hand-over", "to-chuc-xa", walks.handing),
        Picture("award-register", "to-chuc-xa", reverse("awards:register", args=[commune])),
    ]


def _papers() -> list[Picture]:
    clerk, commune = "to-chuc-xa", _place("to-chuc-xa")
    book = f"{reverse('papers:book')}?at={commune}&organ=inspection"
    last = Number.objects.filter(organisation_id=commune, on_paper=False, voided_by=None).latest("pk").pk
    return [
        Picture("papers-book", clerk, book, BOTH),
        Picture("papers-letterheads", clerk, reverse("papers:letterheads", args=[commune])),
        Picture("papers-letterhead", clerk, reverse("papers:letterhead", args=[commune, "inspection"])),
        Picture("papers-take", clerk, f"{reverse('papers:take', args=[commune])}?organ=inspection"),
        Picture("papers-note", clerk, f"{reverse('papers:note', args=[commune])}?organ=inspection"),
        Picture("papers-wordings", clerk, reverse("papers:wordings", args=[commune]), BOTH),
        Picture("papers-wording", clerk, reverse("papers:wording", args=[commune, "discipline_decision"])),
        Picture("papers-declaration", clerk, reverse("papers:declaration", args=[commune])),
        Picture("papers-void", clerk, reverse("papers:void", args=[last])),
    ]


def _transfers() -> list[Picture]:
    coming = listed(actor_for(Account.objects.get(username=SECRETARY)), "coming")[0].pk
    return [
        Picture("transfers", SECRETARY, reverse("transfers:list"), BOTH),
        Picture("transfer", SECRETARY, reverse("transfers:one", args=[coming])),
        Picture("transfer-send", SECRETARY, reverse("transfers:send")),
        Picture("transfer-arrive", SECRETARY, reverse("transfers:arrive")),
        Picture("transfers-without-letter", "to-chuc-xa", reverse("transfers:without-letter")),
        Picture("transfers-book", SECRETARY, reverse("transfers:book")),
    ]


def _admission() -> list[Picture]:
    keys = dict(Candidate.objects.values_list("full_name", "case_id"))
    preparing, voted, over_sixty = (keys[who.full_name] for who in (PREPARING, VOTED, OVER_SIXTY))
    return [
        Picture("admission", SECRETARY, reverse("admission:list"), BOTH),
        Picture("admission-enter", SECRETARY, reverse("admission:enter")),
        Picture("admission-one", SECRETARY, reverse("admission:one", args=[preparing])),
        Picture("admission-file", SECRETARY, reverse("admission:file", args=[preparing]), BOTH),
        Picture("admission-paper", SECRETARY, reverse("admission:paper", args=[preparing, "introduction"]), (PHONE,)),
        Picture("admission-sponsors", SECRETARY, reverse("admission:sponsors", args=[preparing])),
        Picture("admission-vote", SECRETARY, reverse("admission:step", args=[preparing, "branch_vote"]), (PHONE,)),
        Picture("admission-decide", "to-chuc-xa", reverse("admission:step", args=[voted, "decided"])),
        Picture("admission-unknown", "to-chuc-xa", reverse("admission:one", args=[over_sixty])),
        Picture("admission-ground", "to-chuc-xa", reverse("admission:ground", args=[over_sixty, "decided"]), (PHONE,)),
        Picture("admission-cancel", SECRETARY, reverse("admission:cancel", args=[voted])),
    ]


def _standing() -> list[Picture]:
    cases = dict(Matter.objects.values_list("what", "case_id"))
    person = _member_of(_place(SECRETARY))
    exemption, leave, strike_off = (cases[what] for what in ("exemption", "leave", "strike_off"))
    return [
        Picture("standing", SECRETARY, reverse("standing:list"), BOTH),
        Picture("standing-choose", SECRETARY, reverse("standing:choose", args=[_place(SECRETARY)]), (PHONE,)),
        Picture("standing-begin", "to-chuc-xa", reverse("standing:begin", args=[person.uid])),
        Picture("standing-start", "to-chuc-xa", reverse("standing:start", args=[person.uid, "suspended"]), (PHONE,)),
        Picture("standing-one", SECRETARY, reverse("standing:one", args=[exemption]), BOTH),
        Picture("standing-step", SECRETARY, reverse("standing:step", args=[exemption, "exemption_decided"]), (PHONE,)),
        Picture("standing-strike-off", SECRETARY, reverse("standing:one", args=[strike_off])),
        Picture("standing-ground", "to-chuc-xa", reverse("standing:ground", args=[leave, "leave_decided"]), (PHONE,)),
        Picture("standing-cancel", SECRETARY, reverse("standing:cancel", args=[exemption]), (PHONE,)),
    ]


def _figures() -> list[Picture]:
    at = f"?at={_place(LEADER)}"
    return [
        Picture("figures-report", "lanh-dao-tinh", f"{reverse('figures:report')}?at={_place('lanh-dao-tinh')}", BOTH),
        Picture("figures-one", LEADER, f"{reverse('figures:one', args=['members'])}{at}"),
        Picture("figures-records", KEEPER, f"{reverse('figures:records', args=['admitted'])}{at}"),
        Picture("figures-records-leader", LEADER, f"{reverse('figures:records', args=['admitted'])}{at}"),
        Picture("figures-cases", "kiem-tra-can-tho", f"{reverse('figures:cases')}?at={_place('kiem-tra-can-tho')}"),
        Picture("figures-forms", KEEPER, f"{reverse('figures:forms')}{at}"),
        Picture("figures-form", KEEPER, f"{reverse('figures:form', args=['1'])}{at}"),
        Picture("figures-published", "lanh-dao-tinh", f"{reverse('figures:published')}?at={_place('lanh-dao-tinh')}"),
        Picture("figures-indicators", LEADER, f"{reverse('figures:indicators')}{at}"),
        Picture("figures-export", KEEPER, f"{reverse('figures:export', args=['report'])}{at}"),
    ]


def _national() -> list[Picture]:
    office = _place(KEEPER)
    compared = reverse("national:comparison", args=[Comparison.objects.latest("pk").pk])
    return [
        Picture("national-changes", KEEPER, reverse("national:changes", args=[office]), BOTH),
        Picture("national-columns", KEEPER, reverse("national:columns", args=[office])),
        Picture("national-comparison", KEEPER, f"{compared}?kind=different"),
    ]


def _filling() -> list[Picture]:
    blank = Blank.objects.latest("pk").pk
    sheet = reverse("filling:sheet", args=[blank, 0])
    column = reverse("filling:choose", args=[blank, 0, "C5"])
    return [
        Picture("filling-list", KEEPER, reverse("filling:list")),
        Picture("filling-new", KEEPER, reverse("filling:new")),
        Picture("filling-one", KEEPER, reverse("filling:one", args=[blank])),
        Picture("filling-sheet", KEEPER, sheet, BOTH),
        Picture("filling-choose", KEEPER, f"{column}?way=down-organisations&indicator=members&period=asked"),
        Picture("filling-choose-one", KEEPER, f"{column}?way=one", (PHONE,)),
        Picture("filling-fill", KEEPER, reverse("filling:fill", args=[blank])),
    ]


def _book() -> list[Picture]:
    return [
        Picture("journal", KEEPER, reverse("journal:entries"), BOTH),
        Picture("journal-audit", "kiem-tra-so", reverse("journal:audit")),
    ]


def _accounts() -> list[Picture]:
    account = Account.objects.get(username=SECRETARY).pk
    grant = RoleGrant.objects.filter(account_id=account).latest("pk").pk
    return [
        Picture("accounts", KEEPER, reverse("access:accounts"), BOTH),
        Picture("accounts-add", "quan-tri", reverse("access:create")),
        Picture("account", KEEPER, reverse("access:account", args=[account])),
        Picture("account-administrator", "quan-tri", reverse("access:account", args=[account])),
        Picture("role-grant", KEEPER, reverse("access:grant", args=[account])),
        Picture("role-revoke", KEEPER, reverse("access:revoke", args=[grant])),
        Picture("hand-over", KEEPER, reverse("access:hand-over", args=[account])),
        Picture("me", SECRETARY, reverse("access:me"), BOTH),
        Picture("password", SECRETARY, reverse("access:password")),
        Picture("prove", SECRETARY, reverse("access:prove")),
        Picture("device", SECRETARY, reverse("access:device"), (PHONE,)),
        Picture("second-factor", SECRETARY, reverse("access:setup")),
        Picture("totp", SECRETARY, reverse("access:totp")),
        Picture("card", SECRETARY, reverse("access:card")),
        Picture("passkey", SECRETARY, reverse("access:passkey")),
    ]
