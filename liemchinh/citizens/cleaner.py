"""The child of cleaning.py: a file comes in, its cleaned copy goes out; no database, no settings, no network. Exits with 1 if it cannot."""

import io
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

# What only tells of the maker: properties, comments with their authors, thumbnails, custom data.
DROPPED = re.compile(
    r"docProps/|customXml/|.*comment|.*people\.xml$|.*thumbnail|.*printerSettings|.*vbaProject|.*persons/",
    re.I,
)
_NAMED = re.compile(rb'\s(?:w:author|w:initials|w:date|w15:author|userName|lastEdited|rupBuild|codeName)="[^"]*"')
_REVISIONS = re.compile(rb'\sw:rsid\w*="[0-9A-Fa-f]*"')

# The keys of a PDF that draw (ISO 32000-1). What has another is not copied: properties, XMP, attachments, scripts, actions, notes,
# names of layers, thumbnails, data of programs.
_KEYS = """
Type Subtype Contents Resources MediaBox CropBox Rotate UserUnit Group ExtGState ColorSpace Pattern Shading XObject Font
Length Filter DecodeParms Predictor Colors Columns K Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock EarlyChange
ColorTransform JBIG2Globals Width Height BitsPerComponent ImageMask Mask SMask SMaskInData Decode Interpolate Intent Matte
BBox Matrix FormType S I CS G BC TR WhitePoint BlackPoint Gamma Range Colorants Process Components
Domain FunctionType C0 C1 N Functions Function Bounds Encode Size Order BitsPerSample
ShadingType Background AntiAlias Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow PatternType PaintType TilingType
XStep YStep LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK
BaseFont Encoding BaseEncoding Differences FirstChar LastChar Widths FontDescriptor ToUnicode DescendantFonts CharProcs
CIDSystemInfo Registry Ordering Supplement CIDToGIDMap DW W DW2 W2 FontBBox FontMatrix FontName FontStretch FontWeight Flags
ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet CIDSet
FontFile FontFile2 FontFile3 Length1 Length2 Length3 UseCMap CMapName WMode
"""
DRAWS = frozenset(f"/{key}" for key in _KEYS.split())
OF_A_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
SPOKEN = ("/Registry", "/Ordering", "/CharSet")  # the only words of these that a page needs to be drawn
MARKS = ("BMC", "BDC", "EMC", "MP", "DP")  # operators that draw nothing and may say anything
DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
REDEFINED = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
# In these the names are the file's own, whatever they look like.
ROLES = {"/Resources": "resources", "/CharProcs": "glyphs", "/Colorants": "named"}
BELOW = {"resources": "named", "named": "", "glyphs": "glyph"}
PAGES = 500
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_TELLING = (*range(0xE1, 0xEE), 0xEF, 0xFE)  # all of a JPEG's notes but how its colours are meant (JFIF, Adobe)


def image(data: bytes) -> bytes:
    """The pixels, written anew: nothing of the file but these, turned as they are seen."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = 60_000_000
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as opened:
        seen = ImageOps.exif_transpose(opened).convert("RGB")
    fresh, out = Image.new("RGB", seen.size), io.BytesIO()
    fresh.paste(seen)
    fresh.save(out, "JPEG", quality=88)
    return out.getvalue()


def office_file(data: bytes, largest: int) -> bytes:
    """A document or workbook without its properties, comments and macros; names of authors inside its text parts emptied."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if sum(part.file_size for part in source.infolist()) > largest:
            raise ValueError("too large unpacked")
        gone = [part.filename for part in source.infolist() if DROPPED.match(part.filename)]
        for part in source.infolist():
            if part.filename in gone or part.is_dir():
                continue
            body = source.read(part)
            if part.filename.endswith((".jpeg", ".jpg")):
                body = image(body)
            elif part.filename.endswith((".xml", ".rels")):
                body = _without(body, gone)
            # No day of its own: a zip tells when each part was written.
            target.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without(body: bytes, gone: list[str]) -> bytes:
    """A part without ways to what was dropped and without names of authors."""
    for name in gone:
        last = re.escape(name.rpartition("/")[2].encode())
        body = re.sub(rb"<(?:Relationship|Override)\s[^>]*" + last + rb"\"[^>]*/>", b"", body)
    return _REVISIONS.sub(b"", _NAMED.sub(b"", body))


def pdf(data: bytes) -> bytes:
    """The pages as they are seen, in a new PDF. Refuses one that is encrypted, damaged, of too many pages or with a layer turned off."""
    import pikepdf

    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as source,
        pikepdf.new() as fresh,
    ):
        layers = source.Root.get("/OCProperties", {}).get("/D", {})
        if source.is_encrypted or len(source.pages) > PAGES or layers.get("/OFF") or layers.get("/BaseState") == "/OFF":
            raise ValueError("encrypted, too long, or with a layer that only cleaning would show")
        # What a form or a note shows is drawn into its page; then both can go.
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
        seen: set[tuple[int, int]] = set()
        for page in source.pages:
            held = {key: found for key in OF_A_PAGE if (found := _inherited(page.obj, key)) is not None}
            held["/Contents"] = source.make_stream(_drawn(page))
            bare = source.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Page, **held}))
            for stream, is_glyph in _streams(bare, seen):
                _rewrite(source, stream, is_glyph)
            fresh.pages.append(pikepdf.Page(bare))
        fresh.save(out, deterministic_id=True)
    return out.getvalue()


def _inherited(page: Any, key: str) -> Any:
    """What a page or a knot of the tree above it says; a tree that turns in circles ends."""
    for _ in range(50):
        if key in page or "/Parent" not in page:
            break
        page = page["/Parent"]
    return page.get(key)


def _drawn(part: Any) -> bytes:
    """The operators of a page, form, pattern or glyph, written anew: without comments and marks."""
    import pikepdf

    told = [one for one in pikepdf.parse_content_stream(part) if str(one.operator) not in MARKS]
    return pikepdf.unparse_content_stream(told)


def _streams(page: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, bool]]:
    """The streams under a page, each once, with whether it is a glyph; all on the way has lost what does not draw."""
    import pikepdf

    waiting = [(page, "")]
    while waiting:
        part, role = waiting.pop()
        if part.is_indirect:
            if part.objgen in seen:
                continue
            seen.add(part.objgen)
        for name in range(len(part)) if isinstance(part, pikepdf.Array) else list(part.keys()):
            child = part[name]
            if isinstance(name, str) and _tells(name, child, role):
                del part[name]
            elif isinstance(child, pikepdf.Array) and len(child) > 1 and child[0] == "/ICCBased":
                part[name] = pikepdf.Name(DEVICES[int(child[1]["/N"])])  # a profile may name a screen and its owner
            elif isinstance(child, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
                waiting.append((child, BELOW[role] if role in BELOW else ROLES.get(name, "")))
        if isinstance(part, pikepdf.Stream):
            yield part, role == "glyph"


def _tells(name: str, child: Any, role: str) -> bool:
    """Whether an entry of a dictionary does not draw."""
    import pikepdf

    if role in ("named", "glyphs"):
        return name in REDEFINED
    return name not in DRAWS or (isinstance(child, pikepdf.String) and name not in SPOKEN)


def _rewrite(source: Any, stream: Any, is_glyph: bool) -> None:
    """What draws is written anew; a picture keeps its pixels, and a JPEG loses its notes."""
    import pikepdf

    if stream.get("/Subtype") == "/PS":
        raise ValueError("a program")
    if is_glyph or stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
        return stream.write(_drawn(stream))
    filters, parms = (
        list(one) if isinstance(one := stream.get(key), pikepdf.Array) else [one] for key in ("/Filter", "/DecodeParms")
    )
    if filters[-1] == "/DCTDecode":
        around = source.make_stream(stream.read_raw_bytes())
        if filters[:-1]:
            around["/Filter"] = pikepdf.Array(filters[:-1])
        stream.write(_jpeg_alone(around.read_bytes()), filter=pikepdf.Name.DCTDecode, decode_parms=parms[-1])


def _jpeg_alone(data: bytes) -> bytes:
    """A JPEG byte for byte, but without notes, other pictures and whatever stands behind its end."""
    out, at, code = bytearray(b"\xff\xd8"), 2, 0
    while found := _MARKER.search(data, at):
        if code == 0xDA:
            out += data[at : found.start()]
        code, at = found[0][1], found.end()
        if code == 0xD9:
            break
        at += max(2, int.from_bytes(data[at : at + 2]))
        if code not in _TELLING:
            out += data[found.start() : at]
    return bytes(out + b"\xff\xd9")


def main() -> int:
    """Reads all of the input under limits of memory and time."""
    kind, memory, seconds, largest = sys.argv[1], *(int(one) for one in sys.argv[2:5])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        made = {
            "jpeg": image,
            "pdf": pdf,
            "docx": lambda one: office_file(one, largest),
            "xlsx": lambda one: office_file(one, largest),
        }[kind](data)
    except Exception:
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
