"""What every command shares: who acts, which organisation is meant, how answers, refusals and progress are printed."""

import argparse
import getpass
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import ModuleType
from typing import Any, TypeVar

from django.db.utils import OperationalError, ProgrammingError
from tqdm import tqdm

from liemchinh.cli.prepare import prepare
from regulations.answers import Refusal, Refused

Item = TypeVar("Item")
DONE, REFUSED, BAD_CALL = 0, 1, 2


class BadCall(Exception):
    """The command was called wrongly. `candidates` are what it may have meant."""

    def __init__(self, message: str, candidates: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(message)
        self.message, self.candidates = message, list(candidates)


def guarded(module: ModuleType, args: argparse.Namespace) -> int:
    """Makes the data directory ready, runs the command, and turns refusals and bad calls into words and exit codes."""
    try:
        if getattr(module, "PREPARES", True) and not made_ready():
            return REFUSED
        code: int = module.run(args)
        sys.stdout.flush()
        return code
    except Refused as refused:
        return _show_refusals(args, refused.refusals)
    except BadCall as bad:
        if args.json:
            print_json({"error": bad.message, "candidates": bad.candidates})
        complain(bad.message)
        for candidate in bad.candidates:
            complain("  " + " · ".join(str(value) for value in candidate.values() if value not in (None, "")))
        return BAD_CALL
    except OperationalError as error:
        complain(f"Cơ sở dữ liệu không trả lời: {error}. Hãy chạy: liemchinh doctor")
        return REFUSED
    except KeyboardInterrupt:
        complain("Đã dừng theo yêu cầu.")
        return REFUSED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def made_ready() -> bool:
    """Makes the data directory ready; False, with a word on standard error, where that needs the owner of the tables."""
    try:
        prepare()
    except ProgrammingError as error:
        complain(f"Cơ sở dữ liệu cần nâng cấp bằng tài khoản chủ của các bảng (docs/operations.md): {error}")
        return False
    return True


def _show_refusals(args: argparse.Namespace, refusals: Sequence[Refusal]) -> int:
    if args.json:
        told = [
            {key: str(getattr(refusal, key)) for key in ("code", "message", "citation", "remedy")}
            for refusal in refusals
        ]
        print_json({"error": "refused", "refusals": told})
    for refusal in refusals:
        complain(str(refusal))
    return REFUSED


def print_json(value: object) -> None:
    """One JSON value on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def say(args: argparse.Namespace, text: str) -> None:
    """A line for people; silent with --json."""
    if not args.json:
        print(text)


def complain(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def progress(items: Iterable[Item], *, total: int | None = None, label: str = "") -> Iterator[Item]:
    """`items`, with a bar on standard error once it has taken two seconds."""
    return iter(tqdm(items, total=total, desc=label, delay=2, leave=False, disable=None))


def bar(total: int, label: str) -> "tqdm[Any]":
    """A bar to move by hand with `.update(n)`; shown on a terminal once it has taken two seconds."""
    return tqdm(total=total, desc=label, delay=2, leave=False, disable=None)


def add_day(
    parser: argparse.ArgumentParser, name: str, *, help: str, required: bool = False, default: date | None = None
) -> None:
    """An argument that takes a whole day: 2025-07-01 or 01/07/2025."""
    parser.add_argument(name, type=day, metavar="NGÀY", help=help, required=required, default=default)


def day(text: str) -> date:
    """A whole day as typed. Raises the error argparse shows (exit 2) for anything else."""
    parts = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4})", text.strip())
    try:
        if parts:
            numbers = [int(part) for part in parts.groups() if part]
            return date(*(numbers if parts[1] else reversed(numbers)))
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” không phải một ngày; hãy viết 2025-07-01 hoặc 01/07/2025")


def add_account(parser: argparse.ArgumentParser) -> None:
    """The argument `--as`: work in the name of an account, with its roles and no more."""
    parser.add_argument(
        "--as", dest="account", metavar="TÀI-KHOẢN", help="làm thay tài khoản này (ghi là quản trị làm thay)"
    )


def actor_of(args: argparse.Namespace) -> Any:
    """Who acts: the console, or with `--as` the administrator on behalf of that account. BadCall for an unknown account."""
    from liemchinh.access.actor import Actor, on_behalf_of
    from liemchinh.access.models import Account

    operator = getpass.getuser()
    wanted = getattr(args, "account", None)
    if not wanted:
        return Actor.at_console(operator)
    account = Account.objects.filter(username=wanted).first()
    if account is None:
        raise BadCall(f"Không có tài khoản “{wanted}”.")
    return on_behalf_of(account, by=operator)


def the_organisation(text: str, actor: Any, on: date | None = None) -> Any:
    """The one organisation an id, a unique code or a unique full name means (its version). BadCall: none, or several with candidates."""
    from liemchinh.organisations.queries import find_organisations

    found = find_organisations(text, actor, on)
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadCall(f"Không tìm thấy tổ chức “{text}”. Hãy ghi số, mã hoặc tên đầy đủ.")
    told = [
        {"id": v.organisation_id, "code": v.code, "name": v.name, "kind": v.kind, "valid_from": v.valid_from}
        for v in found
    ]
    raise BadCall(
        f"“{text}” có thể là {len(found)} tổ chức; hãy viết #số ở đầu dòng, ví dụ #{found[0].organisation_id}:", told
    )
