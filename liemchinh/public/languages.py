"""Vietnamese first; English by a link, with the language in the address: no cookie keeps it, no browser is asked what it speaks."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

_IN_ITSELF = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The page that is shown, in another language: its code, what it calls itself, where it is."""

    code: str
    name: str
    address: str


def language_of(path: str) -> str:
    """The language that an address begins with; Vietnamese where it begins with none."""
    named = path[1:].partition("/")[0]
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def other_language(request: HttpRequest) -> OtherLanguage | None:
    """Where this page is in the other language; None for what a form brought: a link would lose it, and a receipt is shown once."""
    match = request.resolver_match
    if match is None or request.method not in {"GET", "HEAD"}:
        return None
    code = next(code for code, _name in settings.LANGUAGES if code != get_language())
    with override(code):
        return OtherLanguage(
            code, _IN_ITSELF[code], reverse(match.view_name or "", args=match.args, kwargs=match.kwargs)
        )
