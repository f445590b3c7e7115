"""A reader's key opens by phrase or card, a receipt by its twenty digits, a slip is known by its hash."""

import re

import pytest

from liemchinh.envelopes import receipts, recipients
from liemchinh.envelopes.codes import LETTERS
from liemchinh.envelopes.recipients import HeldKey, change_phrase, make_key, new_card, open_with_card, open_with_phrase
from liemchinh.envelopes.seals import Unreadable, new_pair, public_of
from liemchinh.envelopes.slips import new_slip, slip_hash, tidy_slip

PHRASE = "mưa rơi trên mái ngói cũ"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least Argon2id: what is tried here is not how slow it is."""
    for module in (recipients, receipts):
        monkeypatch.setattr(module, "MEMORY", 8192)
        monkeypatch.setattr(module, "OPS", 1)


def test_a_phrase_costs_128_megabytes_and_three_passes_to_try() -> None:
    assert (recipients.MEMORY, recipients.OPS) == (128 * 1024 * 1024, 3)
    held, _card = make_key(PHRASE)
    assert public_of(open_with_phrase(held, PHRASE) or b"") == held.public


@pytest.mark.usefixtures("quick")
def test_a_key_opens_by_its_phrase_and_by_its_card_and_by_nothing_else() -> None:
    held, card = make_key(PHRASE)
    private = open_with_phrase(held, "  MƯA rơi trên\nmái ngói cũ ")
    assert private is not None and public_of(private) == held.public
    assert open_with_card(held, card.lower().replace("-", " ")) == private
    assert open_with_phrase(held, "mưa rơi trên mái ngói mới") is None
    assert open_with_card(held, "7K2M-09QX-7K2M-09QX-7K2M-09QX-7K2M") is None
    assert open_with_phrase(held, "\ud800") is open_with_card(held, "\ud800") is None
    assert open_with_phrase(HeldKey(held.public, held.salt, b"", b""), PHRASE) is None


@pytest.mark.usefixtures("quick")
def test_nothing_kept_of_a_key_holds_the_key_the_phrase_or_the_card() -> None:
    held, card = make_key(PHRASE)
    private = open_with_phrase(held, PHRASE)
    kept = held.public + held.salt + held.under_phrase + held.under_card
    assert private not in {None, b""} and private not in kept  # type: ignore[operator]
    assert PHRASE.encode() not in kept and card.encode() not in kept and card.replace("-", "").encode() not in kept


@pytest.mark.usefixtures("quick")
def test_a_new_phrase_and_a_new_card_open_the_same_key_and_the_old_ones_do_not() -> None:
    held, card = make_key(PHRASE)
    private = open_with_card(held, card) or b""
    changed = change_phrase(held, private, "gió thổi qua cánh đồng xa")
    assert (open_with_phrase(changed, "gió thổi qua cánh đồng xa"), changed.id) == (private, held.id)
    assert open_with_phrase(changed, PHRASE) is None and open_with_card(changed, card) == private
    again, fresh = new_card(changed, private)
    assert open_with_card(again, fresh) == private and open_with_card(again, card) is None


@pytest.mark.parametrize(
    "phrase, faults", [("ngắn quá", ["short", "plain"]), ("a b a b a b a b a b a b", ["plain"]), (PHRASE, [])]
)
def test_a_phrase_that_is_easily_guessed_is_refused(phrase: str, faults: list[str]) -> None:
    assert recipients.phrase_faults(phrase) == faults
    if faults:
        with pytest.raises(ValueError, match="phrase"):
            make_key(phrase)


def test_a_card_holds_at_least_128_bits_and_is_new_each_time() -> None:
    cards = {new_card(HeldKey(b"", b"", b"", b""), bytes(32))[1] for _ in range(50)}
    assert len(cards) == 50 and {len(re.findall(f"[{LETTERS}]", card)) * 5 for card in cards} == {140}


def test_a_fingerprint_is_read_out_in_groups() -> None:
    mark = recipients.fingerprint(bytes(32))
    assert recipients.in_groups(mark).replace(" ", "") == mark and len(recipients.in_groups(mark).split()) == 8


def test_a_receipt_has_twenty_digits_in_five_groups() -> None:
    found = {receipts.new_receipt() for _ in range(200)}
    assert len(found) == 200 and all(re.fullmatch(r"\d{4}( \d{4}){4}", receipt) for receipt in found)


@pytest.mark.usefixtures("quick")
def test_a_receipt_opens_its_report_however_it_is_spaced_and_no_other_does() -> None:
    salt, private, receipt = receipts.new_salt(), new_pair().private, receipts.new_receipt()
    keys = receipts.receipt_keys(receipt, salt)
    locked = receipts.lock(private, keys)
    typed = receipts.receipt_keys(receipt.replace(" ", "-"), salt)
    assert typed == keys and receipts.unlock(locked, typed) == private
    for other in (receipts.receipt_keys(receipts.new_receipt(), salt), receipts.receipt_keys(receipt, bytes(16))):
        assert other.lookup != keys.lookup
        with pytest.raises(Unreadable):
            receipts.unlock(locked, other)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("typed", ["", "abc", "\ud800", "٣" * 20, "1" * 100_000])
def test_whatever_is_typed_as_a_receipt_takes_the_same_way(typed: str) -> None:
    assert len(receipts.receipt_keys(typed, bytes(16)).lookup) == 32


def test_a_slip_is_known_by_its_hash_under_the_key_of_the_office_alone() -> None:
    slips = {new_slip() for _ in range(200)}
    assert len(slips) == 200 and all(tidy_slip(slip) == slip.replace("-", "") for slip in slips)
    slip = min(slips)
    assert slip_hash(slip, b"a" * 32) == slip_hash(slip.lower().replace("-", " "), b"a" * 32)
    assert len({slip_hash(slip, b"a" * 32), slip_hash(slip, b"b" * 32), slip_hash(new_slip(), b"a" * 32)}) == 3
    assert tidy_slip("7K2M") is tidy_slip("7K2M-09QX-4TW!") is tidy_slip("") is None
