"""Files of a report: the original stays sealed as it came; what is given out is cleaned in a child with limits, or nothing."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image

from liemchinh.citizens import cleaning, reading
from liemchinh.citizens.cleaning import cleaned
from liemchinh.citizens.models import Attachment, Message, Report, Wrap
from liemchinh.citizens.tests import sending
from liemchinh.citizens.tests.sending import PHRASES, arrived, sealed_file
from liemchinh.envelopes.exchanged import SentMessage
from liemchinh.envelopes.reports import Message as Told
from liemchinh.envelopes.reports import seal_message
from liemchinh.journal import clock
from regulations.answers import Refused
from tests.world import World

MAKER = "NGUOI-CHUP-7731"


def photograph() -> bytes:
    """A picture whose file tells of its maker in two places."""
    out, picture = io.BytesIO(), Image.new("RGB", (40, 30), (200, 10, 10))
    exif = Image.Exif()
    exif[0x013B] = MAKER
    picture.save(out, "JPEG", exif=exif, comment=MAKER.encode())
    return out.getvalue()


def written() -> bytes:
    """A document whose properties and a picture in it tell of its maker."""
    document, out = Document(), io.BytesIO()
    document.core_properties.author = MAKER
    document.add_paragraph("Biên nhận ngày 03/03")
    document.add_picture(io.BytesIO(photograph()))
    document.save(out)
    return out.getvalue()


def sheet() -> bytes:
    """A workbook with an author and the author of a comment."""
    book, out = Workbook(), io.BytesIO()
    book.properties.creator = MAKER
    book.active["A1"] = 5
    book.active["A1"].comment = Comment("x", MAKER)
    book.save(out)
    return out.getvalue()


def inside(data: bytes) -> bytes:
    """All parts of a file, unpacked where it is a zip."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return b"".join(parts.read(one) for one in parts.namelist())


@pytest.mark.parametrize(("kind", "made"), [("jpeg", photograph), ("docx", written), ("xlsx", sheet)])
def test_what_tells_of_its_maker_is_in_the_original_and_in_no_cleaned_copy(kind: str, made: Any) -> None:
    data = made()
    assert MAKER.encode() in inside(data)
    copy = cleaned(kind, data)
    assert MAKER.encode() not in inside(copy)
    if kind == "jpeg":
        assert Image.open(io.BytesIO(copy)).size == (40, 30)
    if kind == "docx":
        assert next(one.text for one in Document(io.BytesIO(copy)).paragraphs) == "Biên nhận ngày 03/03"


@pytest.mark.parametrize(
    ("kind", "data"),
    [("pdf", b"%PDF-1.7"), ("pdf", b""), ("jpeg", b"\xff\xd8\xff"), ("docx", b"PK\x03\x04"), ("exe", b"MZ")],
)
def test_what_cannot_be_cleaned_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(Refused):
        cleaned(kind, data)


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"0" * (2 * 1024 * 1024))
    monkeypatch.setattr(cleaning, "LARGEST", 1024 * 1024)
    with pytest.raises(Refused):
        cleaned("docx", out.getvalue())


@pytest.mark.django_db
def test_the_original_stays_sealed_and_is_opened_by_its_readers_alone(world: World, monkeypatch: Any) -> None:
    sending.quick(monkeypatch)
    report, data = arrived(world), photograph()
    file = sealed_file("anh.jpg", "jpeg", data, bytes(report.public_key))
    body = seal_message(Told("ảnh đây"), bytes(report.public_key))
    sending.take(sending.packet(messages=[SentMessage(report.uid, 1, clock.today(), body, [file])]))
    kept = Attachment.objects.get()
    assert MAKER.encode() not in bytes(kept.sealed) + bytes(kept.key)
    info, opened = reading.open_attachment(report.pk, kept.pk, PHRASES["khoa"], actor=world.actor("khoa"))
    assert (info.name, opened) == ("anh.jpg", data)
    with pytest.raises(Refused):
        reading.open_attachment(report.pk, kept.pk, PHRASES["khoa"], actor=world.actor("an"))
    assert (Report.objects.count(), Wrap.objects.count(), Message.objects.filter(is_reply=False).count()) == (1, 2, 1)


@pytest.mark.django_db
def test_passing_on_wraps_for_a_reader_who_came_later(world: World, monkeypatch: Any) -> None:
    sending.quick(monkeypatch)
    report = arrived(world)
    Wrap.objects.filter(report=report, recipient__account__username="second-at-district").delete()
    reading.open_report(report.pk, PHRASES["khoa"], actor=world.actor("khoa"))
    told = reading.open_report(report.pk, PHRASES["second-at-district"], actor=world.actor("second-at-district"))
    assert told.body.text and reading.pass_on.__doc__
