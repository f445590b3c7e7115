"""A copy of a sent file without what it tells of its maker: pixels written anew, properties dropped. Made in a child with limits.

Cleaning is never complete, and the pages say so; the original stays sealed. A file that cannot be cleaned is refused, not shown.
"""

import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from regulations.answers import Refusal, Refused

SECONDS, MEMORY = 30, 1024 * 1024 * 1024
LARGEST = 64 * 1024 * 1024
CHILD = Path(__file__).with_name("cleaner.py")


def cleaned(kind: str, data: bytes) -> bytes:
    """The cleaned copy. Refuses a kind or a file that cannot be cleaned, and one that takes too long or too much."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(CHILD), kind, str(MEMORY), str(SECONDS), str(LARGEST)],
            input=data, capture_output=True, timeout=SECONDS + 5, check=False, env={}, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode != 0 or not done.stdout or len(done.stdout) > LARGEST:
        said = _("Không làm sạch được tệp này nên không đưa ra.")
        remedy = _(
            "Bản gốc vẫn niêm phong làm chứng cứ. Hãy hỏi người báo tin gửi lại ở dạng khác, hoặc mở ở nơi chuyên môn."
        )
        raise Refused([Refusal("citizens.unclean", said, remedy=remedy)])
    return done.stdout
