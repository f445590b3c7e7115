"""`liemchinh exchange [FOLDER]`: the office's side of the exchange, once: sealed reports come in, the description with replies goes out."""

import argparse
from pathlib import Path

from liemchinh.cli.frame import DONE, REFUSED, BadCall, complain, print_json, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which folder: the one of both sides, or one that is carried between them."""
    add_folder(parser)
    parser.add_argument("--public", action="store_true", help="bên trang công khai thay vì bên cơ quan")


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The folder, which both sides ask alike."""
    told = "thư mục trao đổi được mang giữa hai mạng, như thẻ nhớ; bỏ trống: LIEMCHINH_EXCHANGE"
    parser.add_argument("folder", nargs="?", type=Path, metavar="THƯ-MỤC", help=told)


def carried(args: argparse.Namespace, usual: Path) -> Path:
    """The folder that is meant. BadCall for one that is not there: a stick that is not plugged in is never made anew on the disk."""
    if args.folder is not None and not args.folder.is_dir():
        raise BadCall(f"Không có thư mục “{args.folder}”.")
    return Path(args.folder or usual).resolve()


def run(args: argparse.Namespace) -> int:
    """Exit code 1 where a packet lies there that was not taken, where nothing can be read or written, or no office has a page."""
    from liemchinh.citizens import exchange
    from liemchinh.citizens.queries import exchange_state
    from liemchinh.envelopes.recipients import fingerprint, in_groups

    where = carried(args, exchange.folder())
    try:
        came = exchange.exchange_files(where)
    except OSError as error:
        return failed(args, f"Không đọc hoặc ghi được ở {where}: {error.strerror or error}.")
    if came is None:
        return failed(args, "Chưa cơ quan nào có trang cho người dân: chưa có gì để trao đổi.")
    state, signer = exchange_state(), in_groups(fingerprint(exchange.signer()))
    if args.json:
        told = {"taken": came.taken, "received": state.received, "waits": came.waits, "description": state.serial}
        print_json(told | {"signer": signer})
    say(args, f"Đã nhận {came.taken} gói (đến gói số {state.received}); đã ghi mô tả số {state.serial} vào {where}.")
    say(args, f"Mô tả do khóa này ký: {signer}.")
    if came.waits:
        complain(f"Còn gói chưa nhận được: {came.waits} Gói ấy để nguyên; kiểm tra đã mang đủ tệp rồi chạy lại.")
    return REFUSED if came.waits else DONE


def failed(args: argparse.Namespace, why: str) -> int:
    """Nothing was done, and why."""
    if args.json:
        print_json({"error": why})
    complain(why)
    return REFUSED
