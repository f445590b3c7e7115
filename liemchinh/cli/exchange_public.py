"""`liemchinh exchange --public [FOLDER]`: the public side of the exchange, once: the description comes in, sealed packets go out.

Also beside a running `serve --public`, which knows within twenty seconds what came in.
"""

import argparse
from pathlib import Path

from django.conf import settings

from liemchinh.cli.exchange import add_folder, carried, failed
from liemchinh.cli.frame import DONE, print_json, say
from liemchinh.envelopes.exchange import packets, public_signer
from liemchinh.envelopes.recipients import fingerprint, in_groups
from liemchinh.envelopes.seals import Unreadable
from liemchinh.public.site import site_at

PREPARES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which folder: the one of both sides, or one that is carried between them."""
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code 1 where the description is not the office's or none ever came, or where nothing can be read or written."""
    where = carried(args, settings.EXCHANGE)
    with site_at(Path(settings.PUBLIC_DATA), where) as site:
        try:
            site.exchange()
        except Unreadable as error:
            return failed(args, f"Mô tả không được nhận, không phải của cơ quan hoặc hỏng: {error}.")
        except OSError as error:
            return failed(args, f"Không đọc hoặc ghi được ở {where}: {error.strerror or error}.")
        if site.channel is None:
            return failed(args, f"Chưa có mô tả nào của cơ quan trong {where}: hãy mang thư mục in/ đến.")
        told, waiting = site.channel.description, len(packets(where))
        signer = in_groups(fingerprint(public_signer(site.seed)))
    if args.json:
        print_json({"description": told.serial, "received": told.received, "waiting": waiting, "signer": signer})
    say(
        args, f"Đang theo mô tả số {told.serial} ngày {told.made_on:%d/%m/%Y}; {waiting} gói chờ mang đi trong {where}."
    )
    say(args, f"Gói do khóa này ký: {signer}.")
    return DONE
