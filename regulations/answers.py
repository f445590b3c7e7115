"""What the regulations answer: yes, no or unknown, always with a reason and, where there is one, the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from regulations.words import own

Verdict = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: a document, and the place in it."""

    document: str
    article: str = ""
    clause: str = ""
    dated: str = ""
    url: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.article, self.clause, self.document) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something is not done: what is wrong, which article says so, and what to do instead."""

    code: str
    message: str
    citation: str = ""
    remedy: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", own(self.message))
        object.__setattr__(self, "remedy", own(self.remedy))

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.message, f"({self.citation})" if self.citation else "", self.remedy) if part
        )


class Refused(Exception):
    """Raised by services with every reason at once; nothing has been written."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(map(str, self.refusals)))


@dataclass(frozen=True, slots=True)
class Answer:
    """A rule's answer on a day. "unknown" carries no value: it neither permits nor refuses (guards 12)."""

    verdict: Verdict
    value: object = None
    reason: str = ""
    citation: Citation | None = None
    confidence: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", own(self.reason))
