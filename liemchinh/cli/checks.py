"""What `doctor` looks at, one function each. Each yields what it found: good, worth knowing, or wrong, with what to do."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from liemchinh.cli.archive import last_backup
from liemchinh.cli.findings import Finding
from liemchinh.jobs.queries import failed_jobs, neglected_jobs, worker_is_alive
from liemchinh.journal import clock, heads
from liemchinh.journal.models import Entry
from liemchinh.journal.services import last_sequence
from liemchinh.journal.triggers import missing_triggers
from regulations import overview

BACKUP_DAYS = 7
FREE_BYTES = 2 * 1024**3
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "recursive_triggers": 1}


def database() -> Iterator[Finding]:
    """The settings on which durability and erasing rest."""
    if connection.vendor == "postgresql":
        yield from _postgresql()
        return
    wrong = []
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found != wanted:
                wrong.append(f"{name} = {found}, phải là {wanted}")
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
    if wrong:
        yield Finding(
            "database",
            "wrong",
            f"SQLite chưa đúng thiết lập: {'; '.join(wrong)}",
            "Để tệp dữ liệu trên đĩa của chính máy này.",
        )
    if answer != "ok":
        yield Finding(
            "database", "wrong", f"Tệp dữ liệu bị hỏng: {answer}", "Dừng chương trình, phục hồi từ bản sao lưu."
        )
    if not wrong and answer == "ok":
        yield Finding("database", "good", "SQLite: ghi chắc chắn, xóa sạch, tệp nguyên vẹn.")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10000
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        is_super = cursor.fetchone()[0]
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'journal_entry'")
        is_owner = (cursor.fetchone() or [False])[0]
        cursor.execute("SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off'")
        unsafe = [row[0] for row in cursor.fetchall()]
    if version < 15:
        yield Finding("database", "wrong", f"PostgreSQL {version}: cần 15 trở lên.", "Nâng cấp PostgreSQL.")
    if is_super or is_owner:
        whose = "quản trị toàn máy chủ cơ sở dữ liệu" if is_super else "chủ của các bảng"
        remedy = "Chạy chương trình bằng một tài khoản chỉ được đọc, ghi (docs/operations.md); chỉ dùng tài khoản chủ khi nâng cấp."
        yield Finding(
            "database", "know", f"Tài khoản PostgreSQL của chương trình là {whose}: nó tự tắt được chốt của sổ.", remedy
        )
    if unsafe:
        yield Finding(
            "database",
            "wrong",
            f"PostgreSQL tắt {', '.join(unsafe)}: mất điện là mất việc đã ghi.",
            "Bật lại trong cấu hình.",
        )
    if version >= 15 and not unsafe:
        yield Finding("database", "good", f"PostgreSQL {version}: ghi chắc chắn.")


def triggers() -> Iterator[Finding]:
    """The database's own refusal to edit the book."""
    missing = missing_triggers()
    if missing:
        told = f"Chốt cấm sửa sổ bị thiếu hoặc bị đổi: {', '.join(sorted(missing))}."
        remedy = "Hỏi ai đã gỡ; chạy liemchinh journal verify; rồi liemchinh doctor --mend để dựng lại."
        yield Finding("triggers", "wrong", told, remedy)
    else:
        yield Finding("triggers", "good", "Cơ sở dữ liệu cấm sửa, xóa sổ nhật ký.")


def chain_heads() -> Iterator[Finding]:
    """The newest signed head against the end of the book. The whole chain is `journal verify`."""
    last, head = last_sequence(), heads.latest()
    if head is None:
        if last:
            told = f"Sổ có {last} bút toán nhưng không có đầu chuỗi đã ký nào ({heads.path().name})."
            yield Finding(
                "heads",
                "wrong",
                told,
                "Tìm bản heads.jsonl đã giữ ở nơi khác và chạy: liemchinh journal verify --heads TỆP",
            )
        return
    stands = Entry.objects.filter(sequence=head.sequence).values_list("hash", flat=True).first()
    if stands is None or bytes(stands).hex() != head.hash:
        yield Finding(
            "heads", "wrong", f"Sổ không khớp đầu chuỗi đã ký ở số {head.sequence}.", "Chạy: liemchinh journal verify"
        )
    elif last > head.sequence:
        told = f"{last - head.sequence} bút toán cuối chưa có đầu chuỗi ký."
        yield Finding(
            "heads", "know", told, "Nếu vừa mất điện thì đúng là vậy; nếu không, hỏi ai đã ghi thẳng vào cơ sở dữ liệu."
        )
    else:
        yield Finding("heads", "good", f"Đầu chuỗi đã ký khớp với sổ ở số {head.sequence}.")


def backups() -> Iterator[Finding]:
    """How old the newest backup is."""
    remedy = "Chạy: liemchinh backup TỆP, rồi chép tệp ra khỏi máy này."
    last = last_backup()
    if last is None:
        yield Finding("backup", "wrong" if last_sequence() else "know", "Chưa có bản sao lưu nào.", remedy)
        return
    days = (clock.now() - datetime.fromisoformat(last["at"])).days
    if days > BACKUP_DAYS:
        yield Finding("backup", "wrong", f"Bản sao lưu gần nhất đã {days} ngày.", remedy)
    else:
        yield Finding("backup", "good", f"Bản sao lưu gần nhất: {days} ngày trước.")


def keys() -> Iterator[Finding]:
    """Keys and data readable by their owner alone."""
    data = Path(settings.DATA)
    loose = [path for path in loose_paths(data) if path.exists()]
    if loose:
        told = f"Người khác trên máy đọc được: {', '.join(str(path) for path in loose[:5])}."
        yield Finding("keys", "wrong", told, "Chạy: liemchinh doctor --mend")
    else:
        yield Finding("keys", "good", "Khóa và dữ liệu chỉ chủ của tiến trình đọc được.")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Finding(
            "keys",
            "know",
            "Đang chạy bằng root.",
            "Lập một người dùng riêng cho chương trình và giao thư mục dữ liệu cho người ấy.",
        )


def loose_paths(data: Path) -> list[Path]:
    """What under the data directory is open to others."""
    inside = [data, data / "keys", *(data / "keys").glob("*"), *data.glob("*.sqlite3*"), *data.glob("*.jsonl")]
    return [path for path in inside if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def rules() -> Iterator[Finding]:
    """The regulations, and the calendars of this year and, from October on, of the next."""
    today = clock.today()
    problems = overview.check(today, settings.CHARTER)
    if today.month >= 10:
        next_year = today.replace(year=today.year + 1, month=1, day=1)
        problems += [p for p in overview.check(next_year, settings.CHARTER) if p.key == str(next_year.year)]
    for problem in problems:
        remedy = "Sửa tệp đã nêu; cách làm ở docs/adding.md."
        yield Finding("rules", "wrong" if problem.severity == "error" else "know", str(problem), remedy)
    if not problems:
        yield Finding("rules", "good", "Các quy định khớp nhau; có lịch nghỉ của năm nay.")


def worker() -> Iterator[Finding]:
    """The worker, and the work nobody does."""
    if not worker_is_alive():
        yield Finding(
            "worker",
            "know",
            "Không có tiến trình chạy nền nào đang làm việc.",
            "Chạy: liemchinh serve (tiến trình nền đi kèm).",
        )
    if neglected := neglected_jobs():
        yield Finding(
            "worker", "wrong", f"{neglected} việc nền quá hạn mười phút mà không ai làm.", "Chạy lại: liemchinh serve"
        )
    for job in failed_jobs():
        told = f"Việc nền số {job.id} ({job.kind}) đã dừng sau {job.attempts} lần: {job.last_error}."
        yield Finding("worker", "wrong", told, "Xem dòng báo lỗi của liemchinh serve; làm lại việc ấy trên màn hình.")


def tls() -> Iterator[Finding]:
    """Whether the address people type has TLS and a name, which passkeys need."""
    address = settings.PUBLIC_ADDRESS
    remedy = "Đặt LIEMCHINH_ADDRESS=https://tên-miền và chứng thư (docs/operations.md)."
    if not settings.HAS_TLS:
        told = "Chưa có TLS: mật khẩu đi qua mạng không mã hóa nếu mở ra ngoài máy này; khóa thiết bị (passkey) bị tắt."
        yield Finding("tls", "know", told, remedy)
    elif _is_number(urlsplit(address).hostname or ""):
        yield Finding("tls", "know", "Địa chỉ là một con số: khóa thiết bị (passkey) cần tên miền nên bị tắt.", remedy)
    else:
        yield Finding("tls", "good", f"Có TLS và tên miền: {address}.")


def offline() -> Iterator[Finding]:
    """Whether a phone can keep attendance while there is no network: browsers allow it over TLS, and on the machine itself."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    remedy = "Đặt LIEMCHINH_ADDRESS=https://tên-miền và chứng thư (docs/operations.md)."
    if settings.HAS_TLS:
        yield Finding("offline", "good", "Điểm danh khi mất mạng dùng được trên điện thoại.")
    elif host in {"localhost", "127.0.0.1", "::1"}:
        told = "Điểm danh khi mất mạng chỉ dùng được trên chính máy này: trình duyệt chỉ giữ việc chờ gửi qua TLS hoặc localhost."
        yield Finding("offline", "know", told, remedy)
    else:
        told = f"Điểm danh khi mất mạng không dùng được ở {host}: địa chỉ này không có TLS, trình duyệt không giữ việc chờ gửi."
        yield Finding("offline", "know", told, remedy)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def space() -> Iterator[Finding]:
    """Room on the disk."""
    free = shutil.disk_usage(settings.DATA).free
    told = f"Đĩa còn trống {free // 1024**3} GB."
    if free < FREE_BYTES:
        yield Finding("space", "wrong", told, "Dọn đĩa: đầy đĩa thì không ghi được việc nào.")
    else:
        yield Finding("space", "good", told)


def clock_moves_on() -> Iterator[Finding]:
    """The machine's clock is not behind what was already recorded."""
    newest = Entry.objects.order_by("-sequence").values_list("recorded_at", flat=True).first()
    if newest and newest > clock.now() + timedelta(minutes=5):
        told = f"Đồng hồ máy chậm hơn lần ghi gần nhất ({newest:%d/%m/%Y %H:%M} UTC)."
        yield Finding("clock", "wrong", told, "Chỉnh lại đồng hồ máy.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database, triggers, chain_heads, backups, keys, rules, worker, tls, offline, space, clock_moves_on,
)  # fmt: skip
