"""The command `liemchinh`: one module per command, loaded only when it is asked for.

A command's module has `add_arguments(parser)` and `run(args) -> int` (0 done, 1 refused or nothing done), and prints through
`liemchinh.cli.frame`. `PREPARES = False` in a module: it runs without making the data directory ready first. `--json` is taken
off before parsing, so it may stand anywhere; modules ask `args.json`.
"""

import json
import os
import sys
from argparse import Namespace
from importlib import import_module
from types import ModuleType

from liemchinh.cli.parsing import Parser

# Name on the command line → (module in this folder, what it does).
COMMANDS = {
    "load-demo": ("load_demo", "dựng tỉnh ví dụ: lịch sử đã công bố, rồi công việc hiện tại tính theo ngày"),
    "import": ("import_files", "nhập tệp bảng tính, CSV: mỗi dòng một kết luận"),
    "tree": ("tree", "cây tổ chức theo cấp và loại hình trong một ngày"),
    "reorganise": ("reorganise", "xem trước, thực hiện hoặc hủy một lần sắp xếp tổ chức"),
    "figures": ("figures", "số liệu của một tổ chức trong một kỳ"),
    "found": ("found", "các tài khoản đầu tiên của một nơi mới cài, theo quyết định trên giấy"),
    "rules": ("rules", "các quy định phần mềm biết, và chúng có khớp nhau không"),
    "journal": ("journal", "kiểm tra sổ nhật ký"),
    "backup": ("backup", "sao lưu toàn bộ, có mã hóa"),
    "restore": ("restore", "phục hồi từ bản sao lưu, kiểm tra xong mới thay"),
    "exchange": ("exchange", "trao đổi tệp niêm phong với trang công khai, khi hai mạng tách nhau"),
    "serve": ("serve", "chạy chương trình trên máy này"),
    "doctor": ("doctor", "nói rõ bản cài đặt này đang thiếu hoặc sai gì"),
}
# Their modules need nothing of the program to be read, and have `begin(args)`: what goes on beside while it is.
AHEAD = {"load-demo"}
# With --public: the same about the public pages, a process with settings, a database and keys of its own.
PUBLIC = {"serve": "serve_public", "exchange": "exchange_public", "doctor": "doctor_public"}


def main(argv: list[str] | None = None) -> int:
    """Runs one command. Gives 0 done, 1 refused or nothing done, 2 bad call."""
    # Whatever is written, data, keys or a backup, is for the owner of the process alone.
    os.umask(0o077)
    words = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in words
    words = [word for word in words if word != "--json"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if not words or words[0] in {"-h", "--help"}:
        _overview().print_help()
        return 0 if words else 2
    if words[0] not in COMMANDS:
        _overview().parse_args(words)
    return _run(words[0], words[1:], as_json)


def _overview() -> Parser:
    parser = Parser(prog="liemchinh", description="Công cụ của người quản trị. Lệnh nào cũng nhận --json.")
    commands = parser.add_subparsers(metavar="LỆNH", required=True)
    for name, (_, does) in COMMANDS.items():
        commands.add_parser(name, help=does)
    return parser


def _run(name: str, words: list[str], as_json: bool) -> int:
    import django

    from regulations.reading import Malformed

    is_public = "--public" in words and name in PUBLIC
    words = [word for word in words if not is_public or word != "--public"]
    module_name = PUBLIC[name] if is_public else COMMANDS[name][0]
    if is_public:
        os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.public.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    begun = _asked(name, module_name, words, as_json) if name in AHEAD else None
    if begun:
        begun[0].begin(begun[1])
    try:
        django.setup()
    except Malformed as bad:
        # Indicators and lists are made from the charter at start: nothing runs on rules that do not read.
        return _rules_do_not_read(bad, as_json)
    from liemchinh.cli import frame

    asked = begun or _asked(name, module_name, words, as_json)
    if asked is None:
        frame.complain(f"Bản này chưa có lệnh “{name}”.")
        return frame.BAD_CALL
    return frame.guarded(*asked)


def _asked(name: str, module_name: str, words: list[str], as_json: bool) -> tuple[ModuleType, Namespace] | None:
    """The module of a command, and what is asked of it; None where this edition has no such command."""
    try:
        module = import_module(f"liemchinh.cli.{module_name}")
    except ModuleNotFoundError as missing:
        if missing.name != f"liemchinh.cli.{module_name}":
            raise
        return None
    parser = Parser(prog=f"liemchinh {name}", description=COMMANDS[name][1].capitalize() + ".")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    module.add_arguments(parser)
    args = parser.parse_args(words)
    args.json = as_json
    return module, args


def _rules_do_not_read(bad: Exception, as_json: bool) -> int:
    told = [str(problem) for problem in getattr(bad, "problems", (bad,))]
    if as_json:
        sys.stdout.write(json.dumps({"ok": False, "problems": told}, ensure_ascii=False) + "\n")
    for problem in told:
        sys.stderr.write(f"Quy định không đọc được: {problem}\n")
    return 1
