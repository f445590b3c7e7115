"""The way of an uploaded file to its run: uploaded, told where it goes and how its columns are read, then begun or discarded."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.imports import uploads
from liemchinh.imports.files import told
from liemchinh.imports.models import RememberedMapping, Run
from liemchinh.imports.queries import drafts_of, runs_visible_to
from liemchinh.imports.reading import Reading, read
from liemchinh.imports.services import How, digest_of, require_import, stop
from liemchinh.imports.stream import Chosen
from liemchinh.jobs.services import enqueue
from liemchinh.journal import clock
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

JOB = "imports.run"


@transaction.atomic
def begin_draft(data: bytes, file_name: str, *, actor: Actor) -> Run:
    """Keeps an upload until its verdict. Refuses an actor who imports nowhere; raises Unreadable for what is no table at all."""
    if not actor.may("imports.run"):
        raise Refused(actor.refusals("imports.run"))
    name = clean(PurePath(file_name.replace("\\", "/")).name)[-200:] or "tep"
    read(data, name)
    now = clock.now()
    run = Run.objects.create(
        file_digest=hashlib.sha256(data).hexdigest(), file_name=name, state=Run.DRAFT, started_at=now, moved_at=now,
        account_id=actor.account_id, behalf_id=actor.on_behalf_of,
    )  # fmt: skip
    run.upload_key = uploads.keep(run.id, data)
    run.save(update_fields=["upload_key"])
    return run


def open_upload(run: Run) -> Reading:
    """The file of a run that has not ended. Refuses when it is no longer there."""
    try:
        return read(uploads.read(run), run.file_name)
    except uploads.Gone as gone:
        text = "Tệp đã nạp không còn trên máy chủ."
        raise Refused([Refusal("upload-gone", text, remedy="Hãy nạp lại tệp.")]) from gone


@transaction.atomic
def choose_target(run_id: int, how: How, *, actor: Actor) -> None:
    """Says into which organisation a draft goes, and whose ids its file carries. Refuses who may not import there."""
    require_import(how, actor)
    run = _draft(run_id, actor)
    run.into_id, run.source = how.into, how.source
    run.save(update_fields=["into_id", "source"])


@transaction.atomic
def choose_mapping(run_id: int, place: int, mapping: Mapping[str, Any] | None, *, actor: Actor) -> None:
    """Says how one table of one's own draft is read; None leaves the table out."""
    run = _draft(run_id, actor)
    run.mappings = {**run.mappings, str(place): mapping}
    run.save(update_fields=["mappings"])


@transaction.atomic
def begin(run_id: int, mappings: Chosen, total: int, *, actor: Actor) -> Run:
    """Makes a draft a run that is worked off in the background, as whoever begins it. Refuses the same file begun twice."""
    run = _draft(run_id, actor)
    how = How(run.source, run.into_id)
    require_import(how, actor)
    kept = told(mappings)
    digest = digest_of(run.file_digest, how, kept)
    if not any(kept.values()):
        raise Refused([Refusal("nothing-chosen", "Chưa chọn bảng nào để nhập.", remedy="Hãy chọn ít nhất một bảng.")])
    if Run.objects.filter(digest=digest, state=Run.RUNNING).exists():
        raise Refused(
            [
                Refusal(
                    "import-elsewhere",
                    "Tệp này đang được nhập theo đúng cách này.",
                    remedy="Hãy chờ lượt nhập ấy xong.",
                )
            ]
        )
    run.state, run.mappings, run.digest, run.total, run.moved_at = Run.RUNNING, kept, digest, total, clock.now()
    run.account_id, run.behalf_id = actor.account_id, actor.on_behalf_of
    run.save(update_fields=["state", "mappings", "digest", "total", "moved_at", "account_id", "behalf_id"])
    enqueue(JOB, run.id)
    return run


@transaction.atomic
def discard(run_id: int, *, actor: Actor) -> None:
    """Throws one's own draft away, with its file."""
    _draft(run_id, actor).delete()
    transaction.on_commit(lambda: uploads.forget(run_id))


def remember(reading: Reading, mappings: Chosen, account_id: int | None) -> None:
    """Keeps how the columns of this file were read, for the next one with the same headings."""
    for place, mapping in mappings.items():
        if mapping is not None and not reading.tables[place].mapping.exact:
            RememberedMapping.objects.update_or_create(
                fingerprint=mapping.fingerprint,
                defaults={"mapping": mapping.to_json(), "account_id": account_id, "used_at": clock.now()},
            )


@transaction.atomic
def stop_run(run_id: int, *, actor: Actor) -> None:
    """Ends a run that goes on: what was recorded stays, the rest of the file is not read. Refuses who may not import there."""
    run = runs_visible_to(actor).filter(id=run_id, state=Run.RUNNING).first()
    if run is None:
        text = "Lượt nhập này không còn chạy."
        raise Refused([Refusal("not-running", text, remedy="Hãy xem kết quả của lượt nhập.")])
    require_import(How(run.source, run.into_id), actor)
    stop(run, "Người nhập đã cho dừng; những dòng đã ghi vẫn còn.")


def _draft(run_id: int, actor: Actor) -> Run:
    run = drafts_of(actor).select_for_update().filter(id=run_id).first()
    if run is None:
        text = "Lượt nhập này đã bắt đầu, đã bị bỏ, hoặc của người khác."
        raise Refused([Refusal("not-a-draft", text, remedy="Hãy xem lại danh sách các lượt nhập.")])
    return run
