"""Who works for an organ: whoever holds the verb at that very organisation. Those above read what was adopted, never a draft."""

from liemchinh.papers.organs import Acting

VERB = "inspection.keep"
ACTING = Acting(VERB, "inspections", "Chương trình của một cơ quan do chính người của cơ quan ấy lập.")
own, refusals_of_organ, require_organ = ACTING.own, ACTING.refusals, ACTING.require
