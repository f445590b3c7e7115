"""Who keeps an organ's book of letters: whoever holds the verb at that very organisation. Nobody above reads the book of those below."""

from liemchinh.papers.organs import Acting

VERB = "letters.keep"
ACTING = Acting(VERB, "letters", "Sổ đơn thư của một cơ quan do chính người của cơ quan ấy giữ.")
own, refusals_of_organ, require_organ = ACTING.own, ACTING.refusals, ACTING.require
