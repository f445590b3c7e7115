"""On PostgreSQL the program runs under an account that owns nothing, made exactly as docs/operations.md says."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liemchinh.cli.tests.conftest import found
from tests.forked import Forks
from tests.postgresql import own_database

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="needs a PostgreSQL server"),
]
GUIDE = Path(__file__).parents[3] / "docs" / "operations.md"


def test_the_program_runs_and_cannot_switch_off_the_guard_of_the_book(
    command: Callable[..., Any], tmp_path: Path, forks: Forks
) -> None:
    import psycopg

    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    owner = f"{server}/{own_database('command')}"
    assert command("journal", "verify").code == 0  # the owner makes the tables
    statements = re.findall(r"^    ((?:CREATE ROLE|GRANT|REVOKE|ALTER DEFAULT).*;)$", GUIDE.read_text(), re.MULTILINE)
    assert len(statements) >= 5
    with psycopg.connect(owner, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
    try:
        restricted = owner.replace("liemchinh@", "liemchinh_app@")
        found(forks, tmp_path / "data", 2, DATABASE_URL=restricted)
        told = command("journal", "verify", "--state", "--json", DATABASE_URL=restricted)
        assert (told.code, told.json[0]["entries"]) == (0, 2), told.err
        findings = command("doctor", "--json", DATABASE_URL=restricted).json[0]["findings"]
        assert {"check": "triggers", "state": "good"} in [
            {key: finding[key] for key in ("check", "state")} for finding in findings
        ]
        assert not any("Tài khoản PostgreSQL" in finding["message"] for finding in findings)
        with psycopg.connect(restricted, autocommit=True) as connection:
            for attempt in (
                "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
                "DROP TRIGGER journal_entry_no_edit ON journal_entry",
                "UPDATE journal_entry SET kind = 'x'",
                "DELETE FROM journal_reading",
                "TRUNCATE journal_personal",
            ):
                with pytest.raises(psycopg.Error):
                    connection.execute(attempt)
    finally:
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("DROP OWNED BY liemchinh_app")
            connection.execute("DROP ROLE liemchinh_app")
