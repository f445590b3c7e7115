"""Reports are opened by whom they were sealed for, by nobody else, and their size tells nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.envelopes import reports
from liemchinh.envelopes.reports import Body, Identity, Message, Reply, Suggestion
from liemchinh.envelopes.seals import SEAL, WRAPPED, Unreadable, new_pair, public_of, unwrap, wrap

words = st.text(st.characters(exclude_categories=["Cs"]))
BODY = Body("office.files_delayed", "doi-ngu", "Ông A, bộ phận một cửa", "Sáng 12/11/2026", "Hẹn ba lần không trả.")


def ways() -> list[tuple[object, Callable[..., bytes], Callable[..., object]]]:
    return [
        (BODY, reports.seal_body, reports.open_body),
        (Identity("Trần Văn Bình", "0901"), reports.seal_identity, reports.open_identity),
        (Message("Thêm một việc"), reports.seal_message, reports.open_message),
        (Reply("asked", "Hồ sơ số mấy?"), reports.seal_reply, reports.open_reply),
        (Suggestion("Thêm ghế chờ"), reports.seal_suggestion, reports.open_suggestion),
    ]


@pytest.mark.parametrize("thing, seal, open_", ways())
def test_what_is_sealed_opens_with_its_key_alone(
    thing: object, seal: Callable[..., bytes], open_: Callable[..., object]
) -> None:
    pair, other = new_pair(), new_pair()
    sealed = seal(thing, pair.public)
    assert open_(sealed, pair.private) == thing
    with pytest.raises(Unreadable):
        open_(sealed, other.private)
    with pytest.raises(Unreadable):
        open_(sealed[:-1] + bytes([sealed[-1] ^ 1]), pair.private)


def test_one_kind_of_thing_is_not_taken_for_another() -> None:
    pair = new_pair()
    sealed = reports.seal_message(Message("x"), pair.public)
    for _thing, _seal, open_ in ways():
        if open_ is not reports.open_message:
            with pytest.raises(Unreadable):
                open_(sealed, pair.private)


def test_every_reader_opens_a_report_with_their_own_key_and_nobody_else_does() -> None:
    report, first, second, stranger = (new_pair() for _ in range(4))
    sealed = reports.seal_body(BODY, report.public)
    wraps = [wrap(report.private, reader.public) for reader in (first, second)]
    assert {len(wrapped) for wrapped in wraps} == {WRAPPED}
    for wrapped, reader in zip(wraps, (first, second), strict=True):
        assert reports.open_body(sealed, unwrap(wrapped, reader.private)) == BODY
        with pytest.raises(Unreadable):
            unwrap(wrapped, stranger.private)


def test_no_reader_opens_an_identity_until_the_custodian_seals_it_to_one() -> None:
    report, custodian, reader = new_pair(), new_pair(), new_pair()
    sealed = reports.seal_identity(Identity("Trần Văn Bình", "thôn Đông"), custodian.public)
    for key in (report.private, reader.private):
        with pytest.raises(Unreadable):
            reports.open_identity(sealed, key)
    granted = reports.seal_identity(reports.open_identity(sealed, custodian.private), reader.public)
    assert reports.open_identity(granted, reader.private) == Identity("Trần Văn Bình", "thôn Đông")


@given(words.map(lambda text: text[:4000]), words.map(lambda text: text[:200]))
def test_the_size_of_a_seal_does_not_depend_on_what_was_written(text: str, line: str) -> None:
    pair = new_pair()
    assert len(reports.seal_body(Body("money.bribe", "head", line, line, text), pair.public)) == reports.WRITTEN + SEAL
    assert len(reports.seal_message(Message(text), pair.public)) == reports.WRITTEN + SEAL
    assert len(reports.seal_identity(Identity(line, line), pair.public)) == reports.WHO + SEAL


@pytest.mark.parametrize("worst", ["\x00", '"', "\U0001f512", "ậ"])
def test_the_longest_text_fits_whatever_its_characters(worst: str) -> None:
    pair = new_pair()
    body = Body("k" * 64, "doi-ngu", worst * 200, worst * 200, worst * 4000)
    identity = Identity(worst * 200, worst * 200)
    assert reports.open_body(reports.seal_body(body, pair.public), pair.private) == body
    assert reports.open_identity(reports.seal_identity(identity, pair.public), pair.private) == identity


@pytest.mark.parametrize(
    "seal, thing",
    [
        (reports.seal_body, Body("k", "x" * 65, "", "", "")),
        (reports.seal_body, Body("k", "doi-ngu", "x" * 201, "", "")),
        (reports.seal_message, Message("x" * 4001)),
        (reports.seal_reply, Reply("other", "")),
        (reports.seal_message, Message("\ud800")),
    ],
)
def test_what_is_too_long_or_of_no_list_is_not_sealed(seal: Callable[..., bytes], thing: object) -> None:
    with pytest.raises(ValueError):
        seal(thing, new_pair().public)


def test_the_public_half_follows_from_the_private_one() -> None:
    pair = new_pair()
    assert public_of(pair.private) == pair.public
