"""`liemchinh load-demo`: the example province, loaded through the same services people use."""

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from liemchinh.cli import frame
from liemchinh.demo import building
from liemchinh.demo.build import EARLIEST
from liemchinh.journal import clock

# The example is built beside the making ready.
PREPARES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The day the example is made for."""
    frame.add_day(parser, "--on", help="công việc hiện tại tính theo ngày này (mặc định hôm nay)")


def begin(args: argparse.Namespace) -> None:
    """The example begins to be built by another process while this one still reads the program."""
    args.on = args.on or clock.today()
    building.begin(args.on)


def run(args: argparse.Namespace) -> int:
    """Loads the example into an empty register and prints the accounts to try it with."""
    from liemchinh.demo.citizen_reports import PHRASE
    from liemchinh.demo.loading import PASSWORD, load, refuse_unless_empty, size

    if args.on < EARLIEST:
        raise frame.BadCall(f"Ví dụ bắt đầu từ ngày {EARLIEST:%d/%m/%Y}; hãy chọn một ngày từ đó trở đi.")
    with _nothing_collected(), building.begun() as coming:
        if not frame.made_ready():
            return frame.REFUSED
        refuse_unless_empty()
        with frame.bar(size(), "Dựng ví dụ và ghi vào sổ") as bar:
            loaded = load(coming, actor=frame.actor_of(args), step=bar.update)
    told = {"on": args.on, "organisations": loaded.organisations, "people": loaded.people, "acts": loaded.acts,
            "phrase": PHRASE,
            "accounts": [{"username": a.username, "name": a.display_name, "password": PASSWORD, "codes": loaded.cards.get(a.username, [])}
                         for a in loaded.accounts]}  # fmt: skip
    if args.json:
        frame.print_json(told)
    frame.say(
        args,
        f"Đã dựng ví dụ đến ngày {args.on:%d/%m/%Y}: {loaded.organisations} tổ chức, {loaded.people} người, {loaded.acts} việc.",
    )
    frame.say(args, f"Mật khẩu của mọi tài khoản ví dụ: {PASSWORD}")
    for account in loaded.accounts:
        frame.say(args, f"  {account.username:<22} {account.display_name}")
    frame.say(args, f"Câu mở của người đọc tin báo: {PHRASE}")
    frame.say(args, "Các tài khoản cần thêm một mã trên thẻ mã khi đăng nhập (mỗi mã dùng một lần):")
    for username, codes in loaded.cards.items():
        frame.say(args, f"  {username:<22} {'  '.join(codes[:4])}")
    return frame.DONE


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """For as long as the example is made: its objects all stay, and looking for garbage among them took a sixth of the time.

    Nor is any looked for among them when the process ends.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
