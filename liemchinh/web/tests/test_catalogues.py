"""Translations: compiled as they stand, complete, and faithful to their placeholders."""

import gettext
import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from liemchinh.web import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def found() -> set[catalogues.Message]:
    """Every sentence of the product, read once."""
    return catalogues.messages()


def compiled(language: str) -> dict[object, str]:
    with (catalogues.LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return {key: value for key, value in gettext.GNUTranslations(file)._catalog.items() if key}  # type: ignore[attr-defined]


def stated(language: str) -> dict[object, str]:
    found: dict[object, str] = {}
    for message in catalogues.read(language):
        if not message.id or not message.string:
            continue
        if isinstance(message.id, tuple):
            found |= {(message.id[0], place): text for place, text in enumerate(message.string) if text}
        else:
            found[message.id] = str(message.string)
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_compiled_translations_are_those_written_down(language: str) -> None:
    assert compiled(language) == stated(language)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_keeps_every_placeholder(language: str) -> None:
    for message in catalogues.read(language):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in filter(None, texts):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(sources[-1])), text


def test_what_the_source_says_is_found_in_code_and_templates(found: set[catalogues.Message]) -> None:
    assert "Không tìm thấy trang này" in found
    assert "Đến nội dung chính" in found
    assert "Không có việc nào đang chờ" in found
    assert ("còn %(days)s ngày", "còn %(days)s ngày") in found
    assert "Không thấy gì khớp với “%(query)s”" in found


def test_every_sentence_has_its_english(found: set[catalogues.Message]) -> None:
    english = catalogues.read("en")
    assert found - {message.id for message in english if message.id} == set(), "run: make messages"
    assert catalogues.untranslated(english) == []


def test_django_says_nothing_in_english_to_people_who_fill_in_forms() -> None:
    folder = Path(django.__file__).parent
    shown = ("forms/", "core/validators", "password_validation")
    with translation.override("vi"):
        for app in ("conf", "contrib/auth"):
            with (folder / app / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
                for message in read_po(file):
                    places = [place for place, _ in message.locations if any(part in place for part in shown)]
                    if not message.id or not places or all("auth/forms" in place for place in places):
                        continue
                    source = message.id[0] if isinstance(message.id, tuple) else message.id
                    if re.search("[a-z]{3}", source):
                        assert (
                            translation.ngettext(*message.id, 2) not in message.id
                            if isinstance(message.id, tuple)
                            else translation.gettext(source) != source
                        ), source
