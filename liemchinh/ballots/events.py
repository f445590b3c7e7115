from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

# `prepared`: the entry of the preparation, by which a box is known in the book. Of a cast ballot there is never an entry.
ABOUT = ("prepared", "ballot_kind")

register(
    EventKind(
        "ballots.prepared",
        _("Chuẩn bị tại {organisation}: {ballot_kind}"),
        data=("ballot_kind", "use", "about", "step", "rows", "columns", "channels", "voters", "tellers"),
        label=_("Chuẩn bị bỏ phiếu kín"),
    ),
    EventKind(
        "ballots.arranged",
        _("Cử người kiểm phiếu, chọn cách bỏ phiếu tại {organisation}: {ballot_kind}"),
        data=(*ABOUT, "tellers", "channels"),
        label=_("Cử người kiểm phiếu"),
    ),
    EventKind(
        "ballots.frozen",
        _("Khóa danh sách {voters} người bỏ phiếu của {organisation}: {ballot_kind}"),
        data=(*ABOUT, "voters", "electorate"),
        label=_("Khóa danh sách bỏ phiếu"),
    ),
    EventKind(
        "ballots.drawn",
        _("In phiếu tại {organisation}, {coded} phiếu có mã, {paper} phiếu giấy: {ballot_kind}"),
        data=(*ABOUT, "coded", "paper"),
        label=_("In phiếu kín"),
    ),
    EventKind(
        "ballots.opened",
        _("Mở hòm phiếu tại {organisation}, đã phát {issued} phiếu: {ballot_kind}"),
        data=(*ABOUT, "issued", "coded", "paper"),
        label=_("Mở hòm phiếu"),
    ),
    EventKind(
        "ballots.closed",
        _("Đóng hòm phiếu tại {organisation}: {ballot_kind}"),
        data=ABOUT,
        label=_("Đóng hòm phiếu"),
    ),
    EventKind(
        "ballots.sheet_entered",
        _("Người kiểm phiếu thứ {teller} ghi số phiếu giấy tại {organisation}: {ballot_kind}"),
        data=(*ABOUT, "teller"),
        label=_("Ghi số phiếu giấy"),
    ),
    EventKind(
        "ballots.counted",
        _("Kiểm phiếu tại {organisation}: phát {issued}, thu {returned}, hợp lệ {valid}: {ballot_kind}"),
        data=(*ABOUT, "issued", "returned", "valid", "spoiled", "cells"),
        label=_("Kiểm phiếu kín"),
    ),
    EventKind(
        "ballots.again_asked",
        _("Đề nghị kiểm phiếu lại tại {organisation} ({why_again}): {ballot_kind}"),
        data=(*ABOUT, "why_again"),
        label=_("Đề nghị kiểm phiếu lại"),
    ),
    EventKind(
        "ballots.counted_again",
        _("Kiểm phiếu lại tại {organisation}: phát {issued}, thu {returned}, hợp lệ {valid}: {ballot_kind}"),
        data=(*ABOUT, "issued", "returned", "valid", "spoiled", "cells"),
        label=_("Kiểm phiếu lại"),
    ),
    EventKind(
        "ballots.minutes_numbered",
        _("Cấp số {number} cho biên bản kiểm phiếu lần {count} tại {organisation}: {ballot_kind}"),
        data=(*ABOUT, "count", "number", "dated"),
        label=_("Cấp số biên bản kiểm phiếu"),
    ),
    EventKind(
        "ballots.voided",
        _("Lần bỏ phiếu tại {organisation} không có giá trị ({void_reason}): {ballot_kind}"),
        data=(*ABOUT, "void_reason"),
        label=_("Bỏ phiếu không có giá trị"),
    ),
    EventKind(
        "ballots.destroyed",
        _("Hủy mã và phiếu đã kiểm của {organisation}: {ballot_kind}"),
        data=ABOUT,
        label=_("Hủy mã và phiếu kín"),
    ),
)
