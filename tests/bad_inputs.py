"""What a bad robot sends: texts that break programs, and how they come over the wire."""

from collections.abc import Sequence
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

NASTY = [
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "�", "\u202e\u200b\ufeff", "😀" * 40, "e\u0301" * 50, "ộ" * 300,
    "x" * 70_000, "'", '"><b>', "';DROP TABLE journal_entry;--", "{{ 7|add:7 }}", "%s%s%n", "%00", "../../etc/passwd", "\r\nX: y",
    "-1", "0", "1e999", "NaN", "Infinity", "٣", "²", "½", "1_000", "0x10", "9" * 18, "9" * 19, "9" * 30, "9" * 5000,
    "-9223372036854775809", "2147483648", "1.5", "1,5", "true", "None", "null", "[]", "{}", "0000-00-00", "00/00/0000",
    "01/01/0001", "31/12/9999", "30/02/2026", "29/02/2025", "01/13/2026", "1/1/1", "99999999", "9999-12-31", "0001-01-01",
    "10000-01-01", "2026-02-30", "01/02/26", "01/02/12345", "00000000-0000-0000-0000-000000000000", "own", "totp",
    "bytes:\xff\xfe", "vi", "large", "organisation", "an", "quan", "1", "2", "3", "7", "8", "999999",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(), max_size=30),
    st.integers(-(10**25), 10**25).map(str),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.binary(max_size=8).map(lambda raw: "bytes:" + raw.decode("latin-1")),
)


def encoded(pairs: Sequence[tuple[str, str]]) -> str:
    """As a bad robot would send it: halves of characters and bytes that are no text included."""

    def one(text: str) -> str:
        raw = (
            text[6:].encode("latin-1", "replace")
            if text.startswith("bytes:")
            else text.encode("utf-8", "surrogatepass")
        )
        return quote_from_bytes(raw)

    return "&".join(f"{one(key)}={one(value)}" for key, value in pairs)
