"""What counting asks of people, from what is recorded about them and from the book. One SELECT, on every engine."""

from liemchinh.figures.sql.relations import NOW, Relations

# Party age begins on the day written in the decision (party_age.start); the act itself takes effect with the ceremony.
_DECIDED = "CASE WHEN length(e.happened) = 10 THEN e.happened ELSE CAST(e.effective_on AS VARCHAR) END"
COLUMNS = (
    "person_id", "born_from", "born_to", "gender", "ethnicity", "education", "profession_level", "theory_level", "occupation", "admitted",
)  # fmt: skip


def _number(column: str) -> str:
    return f"CAST(replace(CAST({column} AS VARCHAR), '-', '') AS INTEGER)"


def profiles(condition: str, relations: Relations = NOW) -> str:
    """A SELECT of COLUMNS for everybody of whom details `d` are recorded that fulfil `condition`. Party age begins at the first."""
    admitted = (
        f"SELECT MIN({_number(_DECIDED)}) FROM journal_entry e"
        f" WHERE e.member_id = d.person_id AND {relations.acts('e', ['admitted'])}"
    )
    return (
        f"SELECT d.person_id, {_number('d.birth_from')} AS born_from, {_number('d.birth_to')} AS born_to, d.gender, d.ethnicity,"
        f" d.education, d.profession_level, d.theory_level, d.occupation, ({admitted}) AS admitted FROM members_details d WHERE {condition}"
    )
