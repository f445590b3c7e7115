"""Is this word spelt as Vietnamese? The test by which a wrong character set is recognised: only the right one yields syllables."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oem oen oeo oet ooc oong
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôp uôt
uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uyn uynh uyt uyu uyp ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêng yêt yêu ynh ych yn yt yp yu
"""
_BARE = frozenset(["", *_ONSETS.split()])
_WHOLE = frozenset(onset + rhyme for onset in _BARE for rhyme in _RHYMES.split()) | {
    "gi",
    "gin",
    "gim",
    "giêng",
    "giêt",
    "giên",
}
# Tones other than the level one; the marks that make another letter (ă, â, ơ …) stay.
_TONES = dict.fromkeys(map(ord, "\u0300\u0309\u0303\u0301\u0323"))
_CHECKED = ("c", "ch", "p", "t")
_STOPPED_TONES = {"\u0301", "\u0323"}
_TOKEN = re.compile(r"[^\s\d,;.()/:\-–\"“”'’?!+*_|=\[\]]+")


@lru_cache(maxsize=8_192)
def is_syllable(word: str) -> bool:
    """True for one Vietnamese syllable in any case, composed or not: onset, rhyme and tone that go together."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if ord(char) in _TONES]
    plain = unicodedata.normalize("NFC", parts.translate(_TONES))
    if plain not in _WHOLE or len(tones) > 1:
        return False
    stopped = plain.endswith(_CHECKED) and plain not in ("c", "t", "p")
    return not stopped or not tones or tones[0] in _STOPPED_TONES


def telling_words(texts: Iterable[str], limit: int = 600) -> list[str]:
    """Up to `limit` different words that carry a letter outside ASCII: the only ones a character set changes."""
    seen: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            for word in _TOKEN.findall(text):
                if not word.isascii():
                    seen[word] = None
        if len(seen) >= limit:
            break
    return list(seen)


def share_spelt(words: Iterable[str]) -> float:
    """The share of words, after splitting at punctuation, that are syllables; 0.0 where there is none."""
    pieces = [piece for word in words for piece in _TOKEN.findall(word)]
    return sum(map(is_syllable, pieces)) / len(pieces) if pieces else 0.0
