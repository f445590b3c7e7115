"""What citizens send, as an office keeps it: counts in clear, everything else sealed."""

from liemchinh.citizens.models.keys import Recipient
from liemchinh.citizens.models.offices import Exchanged, Office, Publication, Slip, SlipBatch, Tally
from liemchinh.citizens.models.ratings import LONGEST_NUMBER, Rating, Why
from liemchinh.citizens.models.reports import (
    Attachment,
    Decision,
    IdentityRequest,
    Message,
    PaperReports,
    Report,
    Suggestion,
    SuggestionWrap,
    Wrap,
)

__all__ = [
    "LONGEST_NUMBER",
    "Attachment",
    "Decision",
    "Exchanged",
    "IdentityRequest",
    "Message",
    "Office",
    "PaperReports",
    "Publication",
    "Rating",
    "Recipient",
    "Report",
    "Slip",
    "SlipBatch",
    "Suggestion",
    "SuggestionWrap",
    "Tally",
    "Why",
    "Wrap",
]
