"""What `doctor --public` looks at, one function each."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from liemchinh.cli.findings import Finding
from liemchinh.envelopes.exchange import packets, public_signer
from liemchinh.envelopes.recipients import fingerprint, in_groups
from liemchinh.journal import clock
from liemchinh.public.site import Site

STALE_DAYS = 7
LOCAL = {"localhost", "127.0.0.1", "[::1]"}
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def description(site: Site) -> Iterator[Finding]:
    """Has the office described itself, who signed it, and how old is it?"""
    signer = site.store.fact("signer")
    if site.channel is None or signer is None:
        remedy = f"Chạy chương trình của cơ quan, hoặc chép thư mục in/ của nó vào {site.folder}."
        yield Finding("description", "wrong", "Chưa nhận mô tả nào của cơ quan: các trang đều trống.", remedy)
        return
    days = (clock.today() - site.channel.description.made_on).days
    told = f"Mô tả số {site.channel.description.serial} của cơ quan, {days} ngày trước."
    yield Finding(
        "description",
        "know" if days > STALE_DAYS else "good",
        told,
        "Chép lại thư mục in/." if days > STALE_DAYS else "",
    )
    told = f"Mô tả do khóa này ký: {in_groups(fingerprint(signer))}."
    yield Finding(
        "signer", "know", told, "So với dấu khóa mà chương trình của cơ quan cho xem; khác nhau thì dừng trang."
    )


def exchange(site: Site) -> Iterator[Finding]:
    """What went wrong the last time, and what waits."""
    if trouble := site.store.fact("trouble"):
        remedy = "Xem ai đã đặt tệp ấy vào thư mục trao đổi; tệp không do cơ quan ký thì không được nhận."
        yield Finding("exchange", "wrong", f"Lần trao đổi gần nhất không xong: {trouble.decode()}", remedy)
    waiting = len(packets(site.folder))
    told = f"{waiting} gói đang chờ cơ quan nhận. Trang này ký bằng khóa {in_groups(fingerprint(public_signer(site.seed)))}."
    yield Finding(
        "exchange",
        "know" if waiting else "good",
        told,
        "Chép thư mục out/ về chương trình của cơ quan." if waiting else "",
    )


def offices(site: Site) -> Iterator[Finding]:
    """Pages that cannot take a report, and those without a custodian."""
    for office in site.channel.description.offices if site.channel else ():
        closed = [label for code, label in office.options.items() if not office.routes.get(code)]
        if closed:
            told = f"{office.name}: không ai đọc được phản ánh về {', '.join(closed)}; trang chỉ nơi khác: {office.outside}."
            yield Finding(
                "offices", "know", told, "Thêm người đọc ở chương trình của cơ quan, nếu có người không liên quan."
            )
        if not office.custodian:
            yield Finding(
                "offices", "know", f"{office.name}: chưa có người giữ danh tính, chỉ nhận phản ánh không ghi tên."
            )


def database(site: Site) -> Iterator[Finding]:
    """The settings on which durability and erasing rest."""
    with site.store.reading() as opened:
        found = {name: opened.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
        whole = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != PRAGMAS or whole != "ok":
        told = f"Cơ sở dữ liệu của trang công khai chưa đúng: {found}, {whole}."
        yield Finding("database", "wrong", told, "Để dữ liệu trên đĩa của chính máy này; bị hỏng thì phục hồi.")
    else:
        yield Finding(
            "database",
            "good",
            "Cơ sở dữ liệu: ghi chắc chắn, xóa sạch, nguyên vẹn. Không có khóa nào mở được phản ánh.",
        )


def readers(site: Site) -> Iterator[Finding]:
    """Who on this machine reads what lies here, and what this process could read of the office's."""
    if loose := loose_paths(site.data, site.folder):
        told = f"Người khác trên máy đọc được: {', '.join(str(path) for path in loose[:5])}."
        yield Finding("readers", "wrong", told, "Chạy: liemchinh doctor --public --mend")
    beside = Path(os.environ.get("LIEMCHINH_DATA", settings.ROOT / "var")) / "liemchinh.sqlite3"
    if os.access(beside, os.R_OK):
        told = (
            "Trang công khai chạy bằng người dùng đọc được cả dữ liệu của cơ quan: ai chiếm được trang thì đọc được sổ."
        )
        yield Finding(
            "readers",
            "know",
            told,
            "Chạy trang công khai bằng một người dùng riêng hoặc trên máy riêng (docs/operations.md).",
        )


def network(site: Site) -> Iterator[Finding]:
    """TLS, without which whoever listens reads along."""
    if settings.PUBLIC_ADDRESS.startswith("https://"):
        yield Finding("tls", "good", f"Có TLS: {settings.PUBLIC_ADDRESS}.")
        return
    state = "know" if set(settings.ALLOWED_HOSTS) <= LOCAL else "wrong"
    told = "Chưa có TLS: lời phản ánh đi qua mạng không mã hóa, và mã QR không có địa chỉ cố định."
    yield Finding(
        "tls", state, told, "Đặt LIEMCHINH_PUBLIC_ADDRESS=https://tên-miền và chứng thư (docs/operations.md)."
    )


def memory(site: Site) -> Iterator[Finding]:
    """Swap, to which the system may write what passes through the memory."""
    swaps = Path("/proc/swaps")
    if swaps.exists() and len(swaps.read_text().splitlines()) > 1:
        told = "Máy có vùng hoán đổi: hệ điều hành có thể ghi bộ nhớ, nơi lời phản ánh đi qua, xuống đĩa."
        yield Finding("memory", "know", told, "Tắt vùng hoán đổi, hoặc mã hóa nó bằng khóa mới mỗi lần khởi động.")


def loose_paths(*folders: Path) -> list[Path]:
    """What under the folders is open to others."""
    inside = [path for folder in folders for path in [folder, *folder.rglob("*")]]
    return [path for path in inside if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


CHECKS: tuple[Callable[[Site], Iterator[Finding]], ...] = (
    description, exchange, offices, database, readers, network, memory,
)  # fmt: skip
