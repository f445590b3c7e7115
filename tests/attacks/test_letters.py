"""Claims: nobody learns who denounced – not with the case's grant, every role, a copy of the database, the book; nothing shows a case."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.casework import kinds
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.letters import identities, sealing
from liemchinh.letters.identities import open_identity, seal_identity
from liemchinh.letters.models import Identity, Letter
from liemchinh.letters.opening import open_denunciation
from regulations.answers import Refused
from tests.attacks.test_granted_cases import NONCE, everybody_has_read
from tests.granted_kind import more_officers
from tests.permissions_of_denunciations import MANDATE, WRITER, competent, opened, taken
from tests.permissions_of_denunciations import denounced as about
from tests.permissions_of_letters import ON
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
EVERYBODY = ("khoa", "an", "nam", "giang", "quan", "ha", "binh", "thu")


def keeper(world: World, name: str) -> None:
    """Somebody gets the keeper's role at the district, by An and Oanh, whatever else they hold."""
    offer = Offer(world.accounts[name], "identity_keeper", world.places["district"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))


def denounced(world: World) -> Letter:
    """A denunciation about Bình whose case Khoa holds, who wrote it sealed by Hiền."""
    case = opened(world)
    keeper(world, "hien")
    letter = Letter.objects.get(denunciations__case=case)
    seal_identity(letter.pk, WRITER, actor=world.actor("hien"))
    return letter


def everything(client: Client, letter: Letter, turn: int, every: int) -> bytes:
    """What somebody can read who tries every address of letters, the book and the search; or every so many, each of them others."""
    case = letter.denunciations.get().case_id
    tried = [
        reverse("home"), reverse("letters:book"), reverse("letters:cases"), reverse("letters:identities"),
        reverse("letters:letter", args=[letter.pk]), reverse("letters:case", args=[case]), reverse("casework:mine", args=[case]),
        reverse("letters:seal-identity", args=[letter.pk]), f"{reverse('search')}?q=Kín Tiếng",
        reverse("journal:entries"),
    ]  # fmt: skip
    found = b"".join(client.get(address).content for address in tried[turn % every :: every])
    told = {"number": "41-CV/BTV", "dated": "02/02/2026"}
    return found + client.post(reverse("letters:open-identity", args=[letter.pk]), told).content


def who_learns(world: World, letter: Letter, names: Sequence[str] = EVERYBODY, every: int = 4) -> set[str]:
    """Who of them reads the writer's name anywhere."""
    read = {name: everything(world.client(name), letter, turn, every) for turn, name in enumerate(names)}
    return {name for name, told in read.items() if WRITER.encode() in told}


def test_where_the_verb_alone_opens_a_name_a_grant_holder_who_is_made_keeper_learns_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "stands_apart", lambda letter, account: False)
    more_officers(world)
    letter = denounced(world)
    keeper(world, "khoa")
    keeper(world, "thu")
    assert who_learns(world, letter, ("khoa", "thu", "an")) == {"khoa", "thu"}


def test_nobody_learns_it_through_any_page_even_made_keeper_beside_their_own_work(
    world: World, count: Callable[[int, int], int]
) -> None:
    more_officers(world)
    letter = denounced(world)
    keeper(world, "khoa")
    keeper(world, "thu")
    keeper(world, "binh")
    assert who_learns(world, letter, every=count(4, 1)) == set()
    for name in (*EVERYBODY, "console", "console as hien"):
        with pytest.raises(Refused):
            open_identity(letter.pk, MANDATE, actor=world.actor(name))
    assert open_identity(letter.pk, MANDATE, actor=world.actor("hien")) == WRITER, "it is there to be learned"


def stolen() -> bytes:
    """A copy of every table as it lies there, without the folder of keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [row[0] for row in cursor.fetchall()]
        told = []
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            told += [b"\0".join(_bytes(value) for value in row) for row in cursor.fetchall()]
    return b"\n".join(told)


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def plain(letter: int, name: str) -> bytes:
    """The weak variant: nothing is sealed."""
    return f"{letter}:{name}".encode()


def test_where_names_are_not_sealed_a_copy_of_the_database_tells_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "seal", plain)
    denounced(world)
    assert WRITER.encode() in stolen()


def test_a_copy_of_the_database_without_the_key_tells_no_name(world: World) -> None:
    letter = denounced(world)
    assert open_identity(letter.pk, MANDATE, actor=world.actor("hien")) == WRITER
    copied = stolen()
    assert "Trần Văn Bình".encode() in copied
    for part in (WRITER, *WRITER.split()[-2:], WRITER.casefold()):
        assert part.encode() not in copied
    sealed = bytes(Identity.objects.get(letter=letter).sealed or b"")
    others = [path.read_bytes() for path in (Path(settings.DATA) / "keys").iterdir() if path.name != sealing.KEY]
    assert others, "the other keys of the installation are there to be tried"
    for key in others:
        with pytest.raises((CryptoError, ValueError)):
            SecretBox(key[:32]).decrypt(sealed)


def in_the_book() -> bool:
    """Does any entry, its columns or what stands beside it, say the name?"""
    rows = [*Entry.objects.all().values_list("payload", flat=True), *Personal.objects.values_list("value", flat=True)]
    return any(WRITER.encode() in _bytes(row) for row in rows)


def test_where_an_entry_carries_what_was_done_the_book_tells_the_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    entry = identities._entry

    def sealed(letter: int, name: str) -> bytes:
        kept.append(name)
        return sealing.seal(letter, name)

    def talkative(kind: str, letter: Letter, **more: str) -> Any:
        return entry(kind, letter, **({"mandate": kept[-1]} if more else {}))

    monkeypatch.setattr(identities, "seal", sealed)
    monkeypatch.setattr(identities, "_entry", talkative)
    letter = denounced(world)
    open_identity(letter.pk, MANDATE, actor=world.actor("hien"))
    assert in_the_book()


def test_the_book_says_that_a_name_was_sealed_and_opened_never_which(world: World) -> None:
    letter = denounced(world)
    open_identity(letter.pk, MANDATE, actor=world.actor("hien"))
    kinds = set(Entry.objects.filter(kind__startswith="letters.identity").values_list("kind", flat=True))
    assert kinds == {"letters.identity_sealed", "letters.identity_opened"} and not in_the_book()


def pages(world: World, opening: Callable[[], Any], names: Sequence[str], every: int) -> set[str]:
    """Who without the grant gets other bytes anywhere, or at every so many addresses, once a denunciation of Bình is opened and decided."""

    person, places = world.uids["binh"], [world.places[place] for place in ("branch", "district")]
    asked = [
        *map(reverse, ("home", "members:mine", "members:list", "journal:entries", "letters:book", "letters:cases", "casework:work")),
        reverse("members:one", args=[person]), f"{reverse('search')}?q=Binh",
        *(reverse("organisations:one", args=[place]) for place in places),
    ]  # fmt: skip

    def read() -> dict[tuple[str, str], str]:
        clients = {name: world.client(name) for name in names}
        tried = [(name, address) for turn, name in enumerate(names) for address in asked[turn % every :: every]]
        answers = {(name, address): clients[name].get(address) for name, address in tried}
        return {
            key: f"{answer.status_code} {NONCE.sub('', answer.content.decode())}" for key, answer in answers.items()
        }

    everybody_has_read(world, names)
    before = read()
    assert any("Bình" in page for page in before.values())
    opening()
    return {name for (name, address), page in read().items() if page != before[name, address]}


def test_by_right_alone_a_colleague_sees_that_somebody_is_denounced(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds._kinds, "denunciation", replace(kinds.case_kind("denunciation"), granted=False))
    more_officers(world)
    letter = competent(world)
    assert "thu" in pages(world, lambda: _open(world, letter), ["thu"], every=4)


def test_until_it_is_announced_nobody_gets_a_byte_more_or_less(world: World, count: Callable[[int, int], int]) -> None:
    more_officers(world)
    letter = competent(world)
    everybody = ("thu", "chi", "an", "nam", "giang", "binh")
    assert pages(world, lambda: _open(world, letter), everybody, every=count(6, 1)) == set()


def _open(world: World, letter: int) -> None:
    khoa = world.actor("khoa")
    case = open_denunciation(letter, about(world), ON, actor=khoa)
    taken(case, khoa, "classified", "accepted")
