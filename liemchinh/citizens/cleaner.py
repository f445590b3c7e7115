"""The child of cleaning.py: a file comes in, its cleaned copy goes out; no database, no settings, no network. Exits with 1 if it cannot."""

import io
import re
import resource
import sys
import zipfile

# What only tells of the maker: properties, comments with their authors, thumbnails, custom data.
DROPPED = re.compile(
    r"docProps/|customXml/|.*comment|.*people\.xml$|.*thumbnail|.*printerSettings|.*vbaProject|.*persons/",
    re.I,
)
_NAMED = re.compile(rb'\s(?:w:author|w:initials|w:date|w15:author|userName|lastEdited|rupBuild|codeName)="[^"]*"')
_REVISIONS = re.compile(rb'\sw:rsid\w*="[0-9A-Fa-f]*"')


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
            "docx": lambda one: office_file(one, largest),
            "xlsx": lambda one: office_file(one, largest),
        }[kind](data)
    except Exception:
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
