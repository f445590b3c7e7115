"""Of the example: terms, symbols and the book of documents of a committee and of its inspection commission."""

from datetime import date, timedelta

from liemchinh.access.actor import Actor
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead, suggestions
from liemchinh.papers.services import note_numbers, take_number, void_number

# Days before the example's: types numbered by the commission since the book moved here.
TAKEN = (("plan", 96), ("decision", 88), ("notice", 61), ("decision", 40), ("decision", 33), ("report", 12))


def load_documents(place: int, seat: str, on: date, *, actor: Actor) -> None:
    """A term since the summer before last, a book of paper until this year with two numbers nobody has found yet, and what came after."""
    since = date(on.year - 1, 6, 10)
    record_term(place, TermFacts(24, since), actor=actor)
    for issuer, heading in suggestions([place], on).items():
        if heading.symbol:
            set_letterhead(issuer, Heading(heading.symbol, heading.name, heading.above, seat), since, actor=actor)
    for organ, last in (("committee", 31), ("inspection", 14)):
        issuer, until = Issuer(place, organ), on - timedelta(days=120)
        note_numbers(issuer, "decision", 1, last - 3, until, actor=actor)
        note_numbers(issuer, "decision", last, last, until, actor=actor)
        taken = [take_number(issuer, code, on - timedelta(days=back), actor=actor) for code, back in TAKEN]
        void_number(taken[3].pk, reason="spoiled", actor=actor)
    take_number(Issuer(place), "letter", on - timedelta(days=5), secret=True, lies_at="Tủ 2, ngăn mật", actor=actor)
