"""A PDF of a report: only what draws its pages is given out; what cannot be told apart from its maker, or takes too much, is refused."""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from liemchinh.citizens import cleaning
from liemchinh.citizens.cleaner import PAGES
from liemchinh.citizens.cleaning import cleaned
from liemchinh.citizens.tests.test_files import MAKER, photograph
from regulations.answers import Refused

SAID = "Không làm sạch được tệp này nên không đưa ra."
SEEN, FILLED = b"Bien nhan 03/03", b"(Nhan du)"


def _in_its_information(made: Pdf, mark: str) -> None:
    made.docinfo["/Author"] = mark


def _in_its_metadata(made: Pdf, mark: str) -> None:
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as written:
        written["dc:creator"] = [mark]


def _in_an_attached_file(made: Pdf, mark: str) -> None:
    made.attachments["a.txt"] = mark.encode()


def _in_the_name_of_an_attached_file(made: Pdf, mark: str) -> None:
    made.attachments[f"{mark}.txt"] = b"."


def _in_a_script_run_at_opening(made: Pdf, mark: str) -> None:
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{mark}')")


def _in_a_script_with_a_name(made: Pdf, mark: str) -> None:
    script = Dictionary(S=Name.JavaScript, JS=made.make_stream(mark.encode()))
    made.Root.Names.JavaScript = Dictionary(Names=Array([pikepdf.String("a"), script]))


def _in_an_action_of_a_page(made: Pdf, mark: str) -> None:
    made.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=f"http://{mark}/"))


def _in_a_link_that_starts_a_program(made: Pdf, mark: str) -> None:
    _annotate(made, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=f"{mark}.exe"))


def _in_a_note(made: Pdf, mark: str) -> None:
    _annotate(made, Subtype=Name.Text, T="a", Contents=mark)


def _in_the_author_of_a_stamp_that_is_seen(made: Pdf, mark: str) -> None:
    shown = made.make_stream(b"0 0 5 5 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), PieceInfo=Dictionary(X=mark))
    _annotate(made, Subtype=Name.Stamp, T=mark, AP=Dictionary(N=shown))


def _in_the_name_of_a_field(made: Pdf, mark: str) -> None:
    shown = made.make_stream(b"BT " + FILLED + b" Tj ET", Subtype=Name.Form, BBox=Array([0, 0, 99, 9]))
    field = _annotate(made, Subtype=Name.Widget, FT=Name.Tx, T=mark, V="Nhan du", AP=Dictionary(N=shown))
    made.Root.AcroForm = Dictionary(Fields=Array([field]))


def _in_a_thumbnail(made: Pdf, mark: str) -> None:
    made.pages[0].obj.Thumb = made.make_stream(
        mark.encode(), Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def _in_the_data_of_a_program(made: Pdf, mark: str) -> None:
    made.pages[0].obj.PieceInfo = Dictionary(Maker=Dictionary(Private=Dictionary(User=mark)))


def _in_the_name_of_a_layer(made: Pdf, mark: str) -> None:
    layer = made.make_indirect(
        Dictionary(Type=Name.OCG, Name=mark, Usage=Dictionary(CreatorInfo=Dictionary(Creator=mark)))
    )
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    made.pages[0].Resources.Properties = Dictionary(MC0=layer)


def _in_a_mark_of_the_page(made: Pdf, mark: str) -> None:
    made.pages[0].contents_add(f"/Span <</ActualText ({mark})>> BDC 0 0 1 1 re f EMC".encode())


def _in_a_comment_of_the_page(made: Pdf, mark: str) -> None:
    made.pages[0].contents_add(f"0 0 1 1 re f % {mark}\n".encode())


def _in_a_chapter(made: Pdf, mark: str) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(mark, 0))


def _in_a_picture_taken(made: Pdf, mark: str) -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x013B] = mark
    Image.new("RGB", (40, 30), (200, 10, 10)).save(out, "JPEG", exif=exif, comment=mark.encode(), progressive=True)
    stream = made.make_stream(
        out.getvalue() + mark.encode(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode, Metadata=made.make_stream(mark.encode()),
    )  # fmt: skip
    made.pages[0].Resources.XObject = Dictionary(Im0=stream)


def _in_the_profile_of_a_screen(made: Pdf, mark: str) -> None:
    made.pages[0].Resources.ColorSpace = Dictionary(C0=Array([Name.ICCBased, made.make_stream(mark.encode(), N=3)]))


def _in_a_tiling_and_a_glyph(made: Pdf, mark: str) -> None:
    told = f"0 0 1 1 re f % {mark}\n".encode()
    box = Array([0, 0, 1, 1])
    tiling = made.make_stream(
        told, PatternType=1, PaintType=1, TilingType=1, BBox=box, XStep=1, YStep=1, Resources=Dictionary()
    )
    made.pages[0].Resources.Pattern = Dictionary(Resources=tiling)
    glyphs = Dictionary(Resources=made.make_stream(f"1 0 d0 {mark.lower()} ".encode() + told))
    made.pages[0].Resources.Font.T3 = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs, Secret=mark)


PLACES: dict[str, Callable[[Pdf, str], None]] = {
    name: made for name, made in list(globals().items()) if name.startswith("_in_")
}
MARKS = {name: f"NGUOI-LAP-{number:02}-7731" for number, name in enumerate(PLACES)}


def _annotate(made: Pdf, **told: Any) -> Any:
    one = made.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 99, 9]), F=4, **told))
    made.pages[0].obj.Annots = Array([*made.pages[0].obj.get("/Annots", []), one])
    return one


def _plain() -> Pdf:
    """One page whose size and letters stand on the tree above it."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 200))
    page, tree = made.pages[0].obj, made.Root.Pages
    tree.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    tree.MediaBox, page.Contents = page.MediaBox, made.make_stream(b"BT /F1 12 Tf 20 150 Td (" + SEEN + b") Tj ET")
    del page["/MediaBox"], page["/Resources"]
    return made


def _bytes(made: Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def told() -> bytes:
    """A PDF that tells of its maker in each of the places."""
    made = _plain()
    made.pages[0].obj.Resources = made.Root.Pages.Resources
    for name, put in PLACES.items():
        put(made, MARKS[name])
    return _bytes(made)


def inside(data: bytes) -> bytes:
    """The file, all its objects, and its streams unpacked."""
    with pikepdf.open(io.BytesIO(data)) as read:
        parts = [one.unparse(resolved=True) for one in read.objects]
        for one in read.objects:
            if isinstance(one, pikepdf.Stream):
                parts += [one.stream_dict.unparse(), one.read_raw_bytes()]
                parts += [one.read_bytes()] if one.get("/Filter") == "/FlateDecode" else []
    return b"\n".join([data, *parts])


def found_in(data: bytes) -> set[str]:
    """In which places the maker is still told."""
    everything = inside(data)
    return {name for name, mark in MARKS.items() if mark.encode() in everything}


@pytest.fixture(scope="module")
def copy() -> bytes:
    """What `told` becomes; made once, as each copy is made by a process of its own."""
    return cleaned("pdf", told())


def test_what_tells_of_its_maker_is_in_the_original_and_nowhere_in_the_cleaned_pdf(copy: bytes) -> None:
    data = told()
    assert found_in(data) == set(PLACES)
    weak = pikepdf.open(io.BytesIO(data))
    del weak.docinfo, weak.Root.Metadata
    assert found_in(_bytes(weak)) == set(PLACES) - {"_in_its_information", "_in_its_metadata"}
    assert found_in(copy) == set()
    assert not re.search(
        rb"/(Info|Metadata|Annots|AcroForm|Names|Outlines|OpenAction|AA|JS|EF|Launch|OCG|Thumb)\b", inside(copy)
    )


def test_what_is_seen_stays_form_stamp_and_picture_too(copy: bytes) -> None:
    shown, sent = pikepdf.open(io.BytesIO(copy)), pikepdf.open(io.BytesIO(told()))
    page = shown.pages[0]
    assert [SEEN in inside(copy), FILLED in inside(copy)] == [True, True]
    assert (page.obj.MediaBox, page.Resources.Font.F1.BaseFont) == (Array([0, 0, 300, 200]), Name.Helvetica)
    drawn = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
    assert drawn.count("Do") == 2, "the field and the stamp are drawn into the page"
    before, after = (
        Image.open(io.BytesIO(one.Resources.XObject.Im0.read_raw_bytes())) for one in (sent.pages[0], page)
    )
    assert (after.size, after.tobytes()) == ((40, 30), before.tobytes())


def test_a_picture_is_found_under_other_wrappings_and_loses_its_notes() -> None:
    made = _plain()
    made.pages[0].obj.Resources = Dictionary(made.Root.Pages.Resources)
    wrapped = photograph().hex().encode() + b">"
    stream = made.make_stream(wrapped, Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30)
    stream.BitsPerComponent, stream.ColorSpace = 8, Name.DeviceRGB
    stream.Filter = Array([Name.ASCIIHexDecode, Name.DCTDecode])
    made.pages[0].obj.Resources.XObject = Dictionary(Im0=stream)
    shown = pikepdf.open(io.BytesIO(cleaned("pdf", _bytes(made))))
    kept = shown.pages[0].Resources.XObject.Im0
    assert MAKER.encode() in photograph()
    assert MAKER.encode() not in kept.read_raw_bytes()
    assert Image.open(io.BytesIO(kept.read_raw_bytes())).tobytes() == Image.open(io.BytesIO(photograph())).tobytes()


def test_the_same_pdf_gives_the_same_copy_and_a_copy_gives_itself(copy: bytes) -> None:
    assert cleaned("pdf", told()) == copy
    assert inside(cleaned("pdf", copy)) == inside(copy)


def _hidden_layer() -> bytes:
    made = _plain()
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="a"))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return _bytes(made)


def _of_pages(count: int) -> bytes:
    made = _plain()
    for _ in range(count - 1):
        made.add_blank_page(page_size=(300, 200))
    return _bytes(made)


REFUSED = {
    "nothing but a start": lambda: b"%PDF-1.7",
    "cut off": lambda: _bytes(_plain())[:-60],
    "a wrong index": lambda: _bytes(_plain(), object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
        b"0000000", b"0000777"
    ),
    "another file": photograph,
    "a password to open": lambda: _bytes(_plain(), encryption=pikepdf.Encryption(owner="chu", user="nguoi")),
    "a password to change": lambda: _bytes(_plain(), encryption=pikepdf.Encryption(owner="chu", user="")),
    "a hidden layer": _hidden_layer,
    "a page too many": lambda: _of_pages(PAGES + 1),
}


def test_what_is_refused_below_is_cleaned_without_it() -> None:
    assert SEEN in inside(cleaned("pdf", _bytes(_plain())))


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_cleaned_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Refused) as refused:
        cleaned("pdf", REFUSED[name]())
    assert [one.message for one in refused.value.refusals] == [SAID]


def test_as_many_pages_as_may_be_are_shown() -> None:
    assert len(pikepdf.open(io.BytesIO(cleaned("pdf", _of_pages(PAGES)))).pages) == PAGES


def _heavy(size: int) -> bytes:
    """A small file whose page unpacks to much that draws nothing."""
    made = _plain()
    made.pages[0].Contents = made.make_stream(b" " * size)
    return _bytes(made)


def _slow(count: int) -> bytes:
    """A small file whose page draws much."""
    made = _plain()
    made.pages[0].Contents = made.make_stream(b"q Q " * count)
    return _bytes(made)


@pytest.mark.parametrize(
    ("made", "limit", "less"),
    [
        (lambda: _heavy(60 * 1024 * 1024), "MEMORY", 150 * 1024 * 1024),
        (lambda: _slow(800_000), "SECONDS", 1),
        (lambda: _bytes(_plain()), "LARGEST", 100),
    ],
)
def test_what_takes_too_much_memory_or_time_or_gives_too_much_is_refused(
    made: Any, limit: str, less: int, monkeypatch: Any
) -> None:
    data = made()
    assert len(data) < 1024 * 1024
    assert cleaned("pdf", data), "within the limits it is cleaned"
    monkeypatch.setattr(cleaning, limit, less)
    with pytest.raises(Refused) as refused:
        cleaned("pdf", data)
    assert [one.message for one in refused.value.refusals] == [SAID]


def test_a_child_that_hangs_is_killed(monkeypatch: Any, tmp_path: Any) -> None:
    """Sleeping takes no time of the processor: the other clock ends it. If it were waited for, this would never end."""
    child = tmp_path / "hangs.py"
    child.write_text("import time\nwhile True: time.sleep(3600)\n")
    monkeypatch.setattr(cleaning, "CHILD", child)
    monkeypatch.setattr(cleaning, "SECONDS", -4)
    with pytest.raises(Refused):
        cleaned("pdf", _bytes(_plain()))
