"""The topic of a rule: the words with which the file begins in which it stands."""

import re
from functools import cache
from pathlib import Path

from regulations.schema import Parameter

_WORDS = re.compile(r"# *([^.:(\n]+)")


def topic_of(rule: Parameter, folder: Path) -> str:
    """Of a rule of the charter in `folder`, what its file is about ("Kết nạp hội viên"); the file's name where it does not say."""
    return _topic(folder / rule.values[0].file) if rule.values else rule.name.partition(".")[0]


@cache
def _topic(path: Path) -> str:
    found = _WORDS.match(path.read_text(encoding="utf-8"))
    return found[1].strip() if found else path.stem
