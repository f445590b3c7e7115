"""Strict reading of TOML: a closed set of keys, the right types, and every mistake reported at once with file and key."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

_DUPLICATE = re.compile(r"Cannot (overwrite|declare|mutate)|already|duplicate", re.IGNORECASE)
_NAMES = {str: "chữ trong dấu ngoặc kép", int: "số nguyên", bool: "true hoặc false", dict: "một bảng { … }"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which file, at which key, and what to do: a sentence for the person who keeps the file."""

    file: str
    key: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}" if self.key else f"{self.file}: {self.message}"


class Malformed(ValueError):
    """Raised once for all that is wrong in the files read; nothing of them is used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@lru_cache(maxsize=8192)  # the codes and words of one list come again and again
def squash(text: str) -> str:
    """The key two spellings share: lower case letters and digits only, no marks, đ as d. "Cơ-ho", "co ho" agree."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(letter for letter in plain if letter.isalnum())


def show_day(day: date) -> str:
    """A day as Vietnamese offices write it: 01/07/2025."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


class Reader:
    """One table of one file. Each key is taken once, by type; `close` reports the keys nobody asked for."""

    def __init__(self, data: dict[str, object], file: str, key: str, problems: list[Problem]) -> None:
        self._data, self._asked = data, set[str]()
        self.file, self.key, self.problems = file, key, problems

    def report(self, message: str, key: str = "") -> None:
        """Note a mistake at a key of this table, or at the table itself."""
        self.problems.append(Problem(self.file, ".".join(part for part in (self.key, key) if part), message))

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self._data

    def raw(self, key: str) -> object:
        """The value as it stands, of any type; the caller checks it."""
        self._asked.add(key)
        return self._data.get(key)

    def _take(self, key: str, kind: type, required: bool) -> object:
        self._asked.add(key)
        if key not in self._data:
            if required:
                self.report(f"thiếu khóa “{key}”; hãy ghi thêm", key)
            return None
        value = self._data[key]
        if type(value) is kind:
            return value
        self.report(f"sai kiểu: cần {_NAMES.get(kind, kind.__name__)}, đang là {value!r}", key)
        return None

    def text(self, key: str, *, required: bool = True, choices: Iterable[str] = ()) -> str:
        """A text, one of `choices` where given; "" if absent or wrong. A required text may not be empty."""
        value = self._take(key, str, required)
        if not isinstance(value, str):
            return ""
        if required and not value.strip():
            self.report("để trống; hãy ghi nội dung", key)
        allowed = tuple(choices)
        if allowed and value not in allowed:
            self.report(f"“{value}” không có trong danh sách ({', '.join(allowed)}){_nearest(value, allowed)}", key)
            return ""
        return value

    def integer(self, key: str, *, required: bool = True) -> int | None:
        """A whole number; None if absent or wrong."""
        value = self._take(key, int, required)
        return value if isinstance(value, int) else None

    def flag(self, key: str) -> bool:
        """true or false; false if absent."""
        return self._take(key, bool, required=False) is True

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A full day written as 2025-07-01, without quotation marks; None if absent or wrong."""
        self._asked.add(key)
        value = self._data.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.report(f"ngày phải viết đủ dạng 2025-07-01, không có ngoặc kép; đang là {value!r}", key)
        elif required:
            self.report(f"thiếu ngày “{key}”; hãy ghi dạng 2025-07-01", key)
        return None

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts, none twice; () if absent or wrong."""
        value = self.raw(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.report('cần một danh sách chữ [ "…", "…" ]', key)
            return ()
        if len(set(value)) < len(value):
            self.report("có mục ghi hai lần", key)
        return tuple(value)

    def pairs(self, key: str, *, required: bool = False) -> dict[str, str]:
        """A table of texts by text; {} if absent or wrong."""
        value = self._take(key, dict, required)
        if not isinstance(value, dict):
            return {}
        if not all(isinstance(item, str) for item in value.values()):
            self.report("mỗi mục phải là chữ trong dấu ngoặc kép", key)
            return {}
        return {str(name): str(item) for name, item in value.items()}

    def table(self, key: str, *, required: bool = True) -> "Reader | None":
        """A table inside this one; None if absent or wrong."""
        value = self._take(key, dict, required)
        return (
            Reader(value, self.file, f"{self.key}.{key}".strip("."), self.problems) if isinstance(value, dict) else None
        )

    def tables(self, key: str, *, named: str = "", required: bool = True) -> "list[Reader]":
        """A list of tables inside this one, called in problems by their key `named` or their place."""
        value = self.raw(key)
        if value is None and not required:
            return []
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self.report(f"cần ít nhất một bảng [[{key}]]", key)
            return []
        names = [str(item.get(named) or place) for place, item in enumerate(value, start=1)]
        return [
            Reader(item, self.file, f"{self.key}.{key}[{name}]".strip("."), self.problems)
            for name, item in zip(names, value, strict=True)
        ]

    def close(self) -> None:
        """Every key left over is a mistake: nothing written in a file is silently ignored."""
        for key in sorted(set(self._data) - self._asked):
            self.report(
                f"khóa lạ “{key}”{_nearest(key, sorted(self._asked))}; các khóa được dùng: "
                f"{', '.join(sorted(self._asked))}",
                key,
            )


def _nearest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; có phải là “{close[0]}”?" if close else ""


def short(path: Path) -> str:
    """How problems call a file: its folder and its name."""
    return "/".join(path.parts[-2:])


def open_file(path: Path, problems: list[Problem]) -> Reader | None:
    """Read one TOML file; None, with a problem noted, if it is missing, no UTF-8, no TOML or holds a key twice."""
    try:
        return Reader(tomllib.loads(path.read_text(encoding="utf-8")), short(path), "", problems)
    except FileNotFoundError:
        message = "không có tệp này"
    except UnicodeDecodeError:
        message = "tệp không phải UTF-8; hãy lưu lại bằng UTF-8"
    except tomllib.TOMLDecodeError as error:
        what = "một khóa được ghi hai lần" if _DUPLICATE.search(str(error)) else "không đúng cú pháp TOML"
        message = f"{what} ({error})"
    problems.append(Problem(short(path), "", message))
    return None


def toml_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The TOML files of a folder in order of name; a missing folder is a problem."""
    if folder.is_dir():
        return sorted(folder.glob("*.toml"))
    problems.append(Problem(short(folder), "", "không có thư mục này"))
    return []
