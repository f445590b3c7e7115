"""`liemchinh found …`: the first accounts of a new installation, by a decision on paper, before anybody could grant anything."""

import argparse

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.access.founding import found_administrator, found_officers
from liemchinh.access.models import Account
from liemchinh.access.services import create_account
from liemchinh.cli.frame import DONE, BadCall, actor_of, print_json, say, the_organisation
from regulations.words import own


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, where, by which decision."""
    asked = parser.add_subparsers(dest="asked", metavar="VIỆC", required=True)
    one = asked.add_parser("administrator", help="người quản trị hệ thống đầu tiên (lập tài khoản, không cấp vai trò)")
    one.add_argument("people", nargs=1, metavar="TÊN-ĐĂNG-NHẬP=HỌ TÊN")
    two = asked.add_parser(
        "officers", help=own("ít nhất hai cán bộ tổ chức đầu tiên của một ban điều hành; từ đó họ cấp vai trò")
    )
    two.add_argument("organisation", metavar="TỔ-CHỨC", help="số, mã hoặc tên đầy đủ")
    two.add_argument("people", nargs="+", metavar="TÊN-ĐĂNG-NHẬP=HỌ TÊN")
    for each in (one, two):
        each.add_argument("--decision", required=True, metavar="SỐ", help="số quyết định trên giấy")


@transaction.atomic
def run(args: argparse.Namespace) -> int:
    """Makes the accounts that are not there yet and gives them their first role; nothing of it when one thing is refused."""
    actor = actor_of(args)
    place = the_organisation(args.organisation, actor).organisation_id if args.asked == "officers" else None
    made = [_account(text, place, actor) for text in args.people]
    accounts = [account for account, _first in made]
    if place is None:
        found_administrator(accounts[0], decision=args.decision, actor=actor)
    else:
        found_officers(place, accounts, decision=args.decision, actor=actor)
    if args.json:
        told = [
            {"username": account.username, "name": account.display_name, "password": first} for account, first in made
        ]
        print_json({"accounts": told})
    for account, first in made:
        say(
            args,
            f"{account.username} – {account.display_name}" + (f", mật khẩu dùng một lần: {first}" if first else ""),
        )
    say(args, "Mỗi người đăng nhập, đặt mật khẩu của mình và cài xác thực hai lớp ngay.")
    return DONE


def _account(text: str, place: int | None, actor: Actor) -> tuple[Account, str]:
    username, _sign, name = text.partition("=")
    standing = Account.objects.filter(username=username.strip().lower()).first()
    if standing is not None:
        return standing, ""
    if not name.strip():
        raise BadCall(f'Chưa có tài khoản “{username}”; để lập mới hãy ghi {username}="Họ và tên".')
    return create_account(actor=actor, username=username, display_name=name, organisation_id=place)
