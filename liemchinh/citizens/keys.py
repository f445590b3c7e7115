"""Keys of those who open what citizens send: made by their holder, accepted by two officers from paper, ended. Nobody resets one."""

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access import throttling
from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import accounts_of, roles_of, same_person
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.citizens.models import Recipient
from liemchinh.citizens.words import ACCEPT, KEYS, VERB_OF
from liemchinh.envelopes import recipients
from liemchinh.envelopes.recipients import HeldKey, MadeKey
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refusal, Refused


@transaction.atomic
def make_key(
    organisation: int, kind: str, phrase: str, *, made: MadeKey | None = None, actor: Actor
) -> tuple[Recipient, str]:
    """A key of one's own at an organisation, and its card, which is shown once. It opens nothing until two officers accepted it.

    `made`: the key, where several were made under one phrase beforehand (the example's).

    Refuses, all at once: whoever has no right of that kind at that very organisation, a second key there, a phrase that is too plain.
    """
    account, faults = in_person(actor), _faults_of_holder(organisation, kind, actor)
    faults += _faults_of_phrase(phrase)
    lock_organisations([organisation])
    if Recipient.objects.filter(account=account, organisation=organisation, kind=kind, cancelled_by=None).exists():
        said = _("Tài khoản này đã có khóa ở đây.")
        faults.append(_refusal("key-twice", said, _("Mất câu mở và thẻ thì kết thúc khóa cũ rồi làm khóa mới.")))
    if faults:
        raise Refused(faults)
    held, card = (made.held, made.card) if made else recipients.make_key(phrase)
    data = {"mark": held.id, "kind": kind}
    sequence = record([NewEntry("citizens.key_made", clock.today(), organisation, data=data)], actor=actor)[0]
    row = Recipient.objects.create(
        account_id=account, organisation_id=organisation, kind=kind, mark=held.id, public=held.public, salt=held.salt,
        under_phrase=held.under_phrase, under_card=held.under_card, recorded_by=sequence,
    )  # fmt: skip
    return row, card


@transaction.atomic
def accept_key(key: int, typed: str, *, actor: Actor) -> Recipient:
    """An officer typed the fingerprint from the holder's paper; the second one puts the key in force. Gives the row.

    Refuses, all at once: whoever may not grant there, the holder, an administrator, the same officer twice, another fingerprint.
    """
    officer, row = in_person(actor), _held(key)
    faults = actor.refusals(ACCEPT, row.organisation_id)
    holder = Account.objects.get(pk=row.account_id)
    if row.vouched_by_id is not None:
        faults.append(_refusal("key-accepted", _("Khóa này đã được hai người xác nhận."), _("Không cần ghi lại.")))
    if same_person(actor, holder):
        faults.append(_refusal("key-own", _("Không ai tự xác nhận khóa của mình."), _("Nhờ hai cán bộ khác.")))
    if row.stated_by_id is not None and same_person(actor, Account.objects.get(pk=row.stated_by_id)):
        faults.append(_refusal("key-by-two", _("Người đã xác nhận không xác nhận lần nữa."), _("Nhờ một cán bộ khác.")))
    mine = accounts_of(Account.objects.get(pk=officer))
    if any(roles()[code].administers for code in roles_of(mine)):
        said = _("Người quản trị hệ thống không xác nhận khóa.")
        faults.append(_refusal("key-administrator", said, _("Nhờ một cán bộ không quản trị hệ thống.")))
    if "".join(typed.split()).lower() != row.mark:
        said = _("Dấu khóa ghi không khớp.")
        faults.append(
            _refusal(
                "key-mark",
                said,
                _("Ghi đúng tám nhóm trên tờ giấy; vẫn không khớp thì khóa đã bị tráo, không xác nhận."),
            )
        )
    if faults:
        raise Refused(faults)
    _say("citizens.key_accepted", row, actor)
    if row.stated_by_id is None:
        row.stated_by_id = officer
    else:
        row.vouched_by_id, row.accepted_on = officer, clock.today()
    row.save(update_fields=["stated_by", "vouched_by", "accepted_on"])
    return row


@transaction.atomic
def end_key(key: int, *, actor: Actor) -> int:
    """Nothing new is sealed for a key any more; gives the entry. Its holder does so, or whoever may grant there."""
    row = _held(key)
    if actor.account_id != row.account_id:
        actor.require(ACCEPT, row.organisation_id)
    in_person(actor)
    sequence = _say("citizens.key_ended", row, actor)
    Recipient.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def renew_key(key: int, secret: str, phrase: str, *, actor: Actor) -> str:
    """The same key under a new phrase and a new card, for its holder, who opens it with the old phrase or card; gives the card."""
    row = Recipient.objects.filter(pk=key, cancelled_by=None, account=in_person(actor)).first()
    if row is None:
        raise Refused([_refusal("key-gone", _("Không có khóa này."), _("Hãy mở lại trang."))])
    if faults := _faults_of_phrase(phrase):
        raise Refused(faults)
    # Outside any transaction: a guess is counted whatever comes of it.
    private = opened(row, secret)
    held, card = recipients.new_card(recipients.change_phrase(of(row), private, phrase), private)
    with transaction.atomic():
        _held(key)
        _say("citizens.key_renewed", row, actor)
        kept = {"salt": held.salt, "under_phrase": held.under_phrase, "under_card": held.under_card}
        Recipient.objects.filter(pk=row.pk).update(**kept)
    return card


def opened(row: Recipient, secret: str) -> bytes:
    """The private key, by the phrase or the card of its holder. Guesses are counted. Never kept; dropped with the answer.

    Refuses a secret that opens nothing, and too many of them.
    """
    counter = ("phrase", str(row.account_id))
    try:
        throttling.take([counter])
    except throttling.TooMany as wait:
        said = _("Đã thử nhiều lần quá.")
        remedy = _("Đợi %(minutes)s phút rồi thử lại.") % {"minutes": wait.minutes}
        raise Refused([_refusal("too-many", said, remedy)]) from wait
    held = of(row)
    private = recipients.open_with_phrase(held, secret) or recipients.open_with_card(held, secret)
    if private is None:
        remedy = _("Hãy ghi lại; quên câu mở thì ghi mã trên thẻ trong phong bì.")
        raise Refused([_refusal("phrase", _("Câu mở hoặc mã thẻ chưa đúng."), remedy)])
    throttling.forget(counter)
    return private


def of(row: Recipient) -> HeldKey:
    """The key as it is held."""
    return HeldKey(bytes(row.public), bytes(row.salt), bytes(row.under_phrase), bytes(row.under_card))


def _faults_of_holder(organisation: int, kind: str, actor: Actor) -> list[Refusal]:
    if kind not in KEYS:
        return [_refusal("key-kind", _("Loại khóa này không có trong danh sách."), _("Hãy chọn lại."))]
    found = actor.refusals(VERB_OF[kind], organisation)
    if not found and organisation not in actor.roots(VERB_OF[kind]):
        said = _("Khóa chỉ làm ở chính tổ chức mà tài khoản giữ vai trò.")
        found = [_refusal("key-place", said, _("Hãy mở trang khóa của tổ chức ấy."))]
    return found


def _faults_of_phrase(phrase: str) -> list[Refusal]:
    words = {
        "short": _("Câu mở ngắn quá: cần ít nhất 20 ký tự."),
        "plain": _("Câu mở đơn giản quá: cần ít nhất 8 ký tự khác nhau."),
    }
    remedy = _("Hãy ghép năm, sáu từ không liên quan với nhau.")
    return [_refusal("key-phrase", words[code], remedy) for code in recipients.phrase_faults(phrase)]


def _held(key: int) -> Recipient:
    place = Recipient.objects.filter(pk=key).values_list("organisation_id", flat=True).first()
    lock_organisations([place] if place is not None else [])
    row = Recipient.objects.filter(pk=key, cancelled_by=None).first()
    if row is None:
        raise Refused([_refusal("key-gone", _("Không có khóa này."), _("Hãy mở lại trang."))])
    return row


def _say(kind: str, row: Recipient, actor: Actor) -> int:
    data = {"mark": row.mark, "account": row.account_id}
    return record([NewEntry(kind, clock.today(), row.organisation_id, data=data)], actor=actor)[0]


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
