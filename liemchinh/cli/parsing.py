"""argparse, speaking Vietnamese."""

import argparse
import re
import sys
from typing import NoReturn

_TOLD = (
    (r"the following arguments are required: (.*)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu: \1"),
    (r"argument (.*?): expected one argument", r"sau \1 phải có một giá trị"),
    (r"argument (.*?): expected at least one argument", r"sau \1 phải có ít nhất một giá trị"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: không có \2; hãy chọn một trong: \3"),
    (r"argument (.*?): invalid (?:int|float) value: (.*)", r"\1: \2 không phải một số"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 không dùng cùng \2"),
    (r"one of the arguments (.*) is required", r"phải có một trong: \1"),
)


class Parser(argparse.ArgumentParser):
    """Usage, headings and errors in Vietnamese; a bad call ends with exit code 2, as everywhere."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{**options, "add_help": False})  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in phần này rồi dừng")

    def format_usage(self) -> str:
        """The one line of usage."""
        return super().format_usage().replace("usage: ", "cách dùng: ", 1)

    def format_help(self) -> str:
        """Usage, description and all arguments."""
        return super().format_help().replace("usage: ", "cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call, and ends it."""
        for pattern, told in _TOLD:
            message = re.sub(pattern, told, message)
        sys.stderr.write(f"{self.format_usage()}Gọi lệnh chưa đúng: {message}\n")
        raise SystemExit(2)
