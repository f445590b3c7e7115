"""The posts there are, as the charter lists them, and the roles that go with some of them. What a file wrote otherwise stays as written."""

from liemchinh.organisations.categories import BRANCHES
from liemchinh.rulebook.rows import shipped
from liemchinh.web.text import clean
from regulations.code_lists import LEADS, OVERSEES, Code

LONGEST = 40
# What a post is → the role of whoever holds it in a branch, and in a committee. "" where none goes with it.
_ROLES = {LEADS: ("branch_secretary", "leader"), OVERSEES: ("", "inspection_officer")}


def offices() -> tuple[Code, ...]:
    """All posts, in the charter's order."""
    return shipped().lists["posts"].items


def code_of(text: str) -> str:
    """The code that a text means (code, label or alias); the text itself where the charter does not know it."""
    found = shipped().lists["posts"].find(text)
    return found.code if found else clean(text)


def label_of(text: str) -> str:
    """The words for a post kept as a code, or as written."""
    found = shipped().lists["posts"].find(text)
    return found.label if found else text


def within_a_sentence(text: str) -> str:
    """The same, not at the beginning of a sentence."""
    label = label_of(text)
    return label[:1].lower() + label[1:]


def place_in_order(text: str) -> int:
    """Where a post stands in the charter's list; what it does not know comes last."""
    found = shipped().lists["posts"].find(text)
    return found.order if found else len(offices()) + 1


def role_of(post: str, category: str) -> str:
    """The role that goes with a post in an organisation of a category; "" for none."""
    found = shipped().lists["posts"].find(post)
    branch, committee = next((_ROLES[trait] for trait in (found.traits if found else ()) if trait in _ROLES), ("", ""))
    return branch if category in BRANCHES else committee


def posts_that_are(*traits: str) -> tuple[str, ...]:
    """The codes of the posts that have one of these traits, in the charter's order."""
    return tuple(one.code for one in offices() if set(one.traits) & set(traits))
