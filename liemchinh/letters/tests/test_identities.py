"""Who wrote a letter: sealed apart, opened by its keeper for a document alone, gone when its time is over."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from liemchinh.access.services import link_person
from liemchinh.casework.grants import end_grant, state_grant, vouch_for_grant
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.letters.forgetting import KEPT, done_on, forget
from liemchinh.letters.identities import (
    Mandate,
    faults_of_keeper,
    letters_kept_by,
    open_identity,
    seal_identity,
    unnamed,
)
from liemchinh.letters.models import Identity, Letter
from liemchinh.letters.sealing import KEY, seal, unseal
from liemchinh.letters.services import Sorted, cancel_letter, sort_letter
from liemchinh.letters.undoing import cancel_step
from liemchinh.letters.waiting import waiting
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.permissions_of_denunciations import MANDATE, WRITER, named, opened
from tests.permissions_of_letters import ON, received
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def test_a_name_opens_to_its_letter_and_its_key_alone_and_all_are_of_one_length() -> None:
    sealed = seal(7, WRITER)
    assert unseal(7, sealed) == WRITER and unseal(8, sealed) is None and unseal(7, sealed[:-1]) is None
    assert len(sealed) == len(seal(123456, "An")), "its length tells nothing"
    assert (Path(settings.DATA) / "keys" / KEY).stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="too long"):
        seal(7, "ả" * 400)


def test_the_keeper_seals_a_name_and_opens_it_for_a_document_after_the_reading_was_kept(world: World) -> None:
    hien, letter = world.actor("hien"), named(world, sealed=False)
    assert [line.kind for line in waiting(hien, ON)] == ["letters.unnamed"] and list(unnamed(hien)) == [letter]
    with pytest.raises(Refused) as refused:
        seal_identity(letter.pk, "  ", actor=hien)
    assert codes(refused) == ["name"]
    with pytest.raises(Refused) as refused:
        open_identity(letter.pk, MANDATE, actor=hien)
    assert codes(refused) == ["no-identity"]
    assert Entry.objects.get(pk=seal_identity(letter.pk, "Ghi nhầm", actor=hien)).kind == "letters.identity_sealed"
    seal_identity(letter.pk, WRITER, actor=hien)
    assert waiting(hien, ON) == []
    with pytest.raises(Refused) as refused:
        open_identity(letter.pk, Mandate(" ", clock.today() + timedelta(days=1)), actor=hien)
    assert (
        codes(refused) == ["ahead", "mandate"] and not Reading.objects.filter(object_kind="letters.identity").exists()
    )
    assert open_identity(letter.pk, MANDATE, actor=hien) == WRITER
    told = Entry.objects.latest("sequence")
    assert told.kind == "letters.identity_opened" and "41-CV/BTV, 02/02/2026" in bytes(told.payload).decode()
    assert Reading.objects.get(object_kind="letters.identity").object_id == letter.pk
    Identity.objects.filter(letter=letter).update(sealed=seal(letter.pk + 1, WRITER))
    with pytest.raises(Refused) as refused:
        open_identity(letter.pk, MANDATE, actor=hien)
    assert codes(refused) == ["unreadable"], "a row moved from another letter opens to nothing"


def test_nobody_but_a_keeper_of_that_very_organisation_keeps_names(world: World) -> None:
    letter, elsewhere = named(world), received(world)
    for name in ("an", "nam", "khoa", "giang", "quan", "chi"):
        with pytest.raises(Refused):
            open_identity(letter.pk, MANDATE, actor=world.actor(name))
        assert list(letters_kept_by(world.actor(name))) == []
    with pytest.raises(Refused) as refused:
        open_identity(elsewhere.pk, MANDATE, actor=world.actor("hien"))
    assert codes(refused) == ["not-kept"]
    Letter.objects.filter(pk=letter.pk).update(is_anonymous=True)
    with pytest.raises(Refused) as refused:
        seal_identity(letter.pk, WRITER, actor=world.actor("hien"))
    assert codes(refused) == ["gone"]


def test_whoever_ever_had_a_case_out_of_the_letter_or_is_in_one_stands_apart(world: World) -> None:
    khoa, hien, case = world.actor("khoa"), world.actor("hien"), opened(world)
    letter = Letter.objects.get(denunciations__case=case)
    assert faults_of_keeper(letter, hien) == []
    more_officers(world)
    state_grant(case, world.accounts["thu"], actor=khoa)
    vouch_for_grant(case, world.accounts["thu"], actor=world.actor("duc"))
    end_grant(case, world.accounts["thu"], actor=khoa)
    link_person(world.accounts["thu"], person_id=world.people["sibling"], actor=world.actor("an"))
    for name in ("khoa", "thu", "duc"):
        assert [fault.code for fault in faults_of_keeper(letter, world.actor(name))] == ["stands-apart"]
    link_person(world.accounts["hien"], person_id=world.people["sibling"], actor=world.actor("an"))
    assert [fault.code for fault in faults_of_keeper(letter, world.actor("hien"))] == ["stands-apart"], (
        "Thu's other account"
    )
    assert [fault.code for fault in faults_of_keeper(letter, world.actor("binh"))] == ["stands-apart"], "the denounced"
    assert [fault.code for fault in faults_of_keeper(letter, world.actor("console"))] == ["stands-apart"]


def test_a_name_goes_twelve_months_after_its_letter_is_done_with(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    letter = Letter.objects.get(denunciations__case=case)
    Identity.objects.create(letter=letter, sealed=seal(letter.pk, WRITER), sealed_on=ON, recorded_by=1)
    with clock.at(clock.now() + KEPT * 2):
        forget()
        assert done_on(letter) is None and Identity.objects.get().sealed is not None, "a case is open"
    cancel_step(case, "wrong_person", actor=khoa)
    last = done_on(letter)
    assert last == clock.today()
    with clock.at(clock.now() + KEPT - timedelta(days=1)):
        forget()
        assert Identity.objects.get().sealed is not None
    with clock.at(clock.now() + KEPT):
        forget()
        assert (Identity.objects.get().sealed, Identity.objects.get().erased_on) == (None, clock.today())
        forget()


def test_a_line_that_does_not_stand_loses_its_name_at_once_and_none_is_written_again(world: World) -> None:
    khoa, letter = world.actor("khoa"), received(world)
    Identity.objects.create(letter=letter, sealed=seal(letter.pk, WRITER), sealed_on=ON, recorded_by=1)
    cancel_letter(letter.pk, reason="twice", actor=khoa)
    assert Identity.objects.get().sealed is None
    other = named(world)
    Identity.objects.filter(letter=other).update(sealed=None, erased_on=ON)
    with pytest.raises(Refused) as refused:
        seal_identity(other.pk, WRITER, actor=world.actor("hien"))
    assert codes(refused) == ["erased"]
    Letter.objects.filter(pk=other.pk).update(organisation_id=world.places["district"])
    sort_letter(other.pk, Sorted("not_handled", ON), actor=khoa)
    assert done_on(other) == ON


def test_the_screens_of_the_keeper_show_a_name_once_for_a_document(world: World) -> None:
    client, letter = world.client("hien"), named(world, sealed=False)
    listed = client.get(reverse("letters:identities")).content.decode()
    assert "Đơn số 1/2026" in listed and "Ghi tên" in listed
    assert (
        "Tên người viết đơn"
        in client.get(reverse("organisations:one", args=[world.places["commune"]])).content.decode()
    )
    client.post(reverse("letters:seal-identity", args=[letter.pk]), {"name": WRITER})
    for address in (reverse("letters:identities"), reverse("letters:seal-identity", args=[letter.pk]), reverse("home")):
        assert WRITER not in client.get(address).content.decode()
    here = reverse("letters:open-identity", args=[letter.pk])
    assert client.post(here, {"number": "", "dated": "02/02/2026"}).status_code == 422
    shown = client.post(here, {"number": "41-CV/BTV", "dated": "02/02/2026"})
    assert WRITER in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert WRITER not in client.get(here).content.decode()
