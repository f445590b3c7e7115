"""The union's report: filled, written, sent, approved and signed on the screens, opened by its code, read back out of its files."""

import io

import openpyxl

from liemchinh.reports.models import Report, Snapshot
from liemchinh.reports.snapshots import TREE, counted_anew
from liemchinh.reports.tests.reading import Said, docx_lines, docx_sheet, pdf_words
from tests.union import lists
from tests.union.founding import ON, Screen, Union
from tests.walks import press, send

NUMBER = "05-BC/CĐ"
FORMS = ("Nhắc nhở", "Phê bình", "Tạm dừng phúc lợi", "Thôi chức", "Chấm dứt tư cách")
# Its own page: the margins (top, bottom, left, right) and the words of its layout, its organ and its head.
MARGINS = [20, 20, 25, 15]
HEAD = ["CÔNG ĐOÀN VIỆT NAM (VÍ DỤ)", f"Số {NUMBER}", "BÁO CÁO"]
FOOT = ["TM. BAN CHẤP HÀNH CÔNG ĐOÀN CÔNG TY DỆT GÒ CÁT", "CHỦ TỊCH"]


def a_report_is_signed(union: Union, count: int) -> Snapshot:
    """Its figures are those of the way before; who sent it does not approve it; what was signed is counted the same again."""
    page, other = union.screen("mai"), union.screen("nga")
    page.goto(f"/reports/start/{union.places[lists.UNION]}/")
    send(page, definition="s:union_half", kind="month", on=ON)
    told = " ".join(page.inner_text("main").split())
    assert f"Đến cuối kỳ có {count} đoàn viên" in told and "Trong kỳ có 1 lượt đoàn viên bị kỷ luật" in told
    assert [_row(page, form) for form in FORMS] == ["1", "0", "0", "0", "0"]
    page.click("main a:has-text('Viết')")
    send(page, text="Đã giải quyết {sanctioned_members} việc kỷ luật.")
    row = Report.objects.get()
    way = f"/reports/{row.pk}/way/"
    page.goto(way)
    press(page, "main button:has-text('Gửi để duyệt')")
    assert page.locator("main button:has-text('Duyệt')").count() == 1
    press(page, "main button:has-text('Duyệt')")
    assert "Người gửi báo cáo không tự duyệt" in page.inner_text("main")
    other.goto(way)
    press(other, "main button:has-text('Duyệt')")
    other.click("main a.button:has-text('Ký báo cáo')")
    for box in other.locator("main form input[type=checkbox]").all():
        box.check()
    send(other, number=NUMBER)
    snapshot = Snapshot.objects.get(report=row)
    assert snapshot.code in other.inner_text("main")
    assert counted_anew(snapshot) == bytes(snapshot.content)
    assert snapshot.lists.get(figure=TREE).count == lists.GROUPS + 1
    return snapshot


def _row(page: Screen, form: str) -> str:
    line = page.locator(f"main tr:has-text('{form}') td").first
    return str(line.inner_text()).strip()


def its_figures_open(union: Union, snapshot: Snapshot, count: int) -> None:
    """By the printed code: the members one by one to whoever keeps them, the sanctioned by organisation alone."""
    page = union.screen("mai")
    page.goto("/reports/code/")
    send(page, code=snapshot.code.lower())
    page.click(f"main a:has-text('{count}')")
    assert f"{count} khi ký; nay vẫn vậy." in page.inner_text("main")
    names = [page.inner_text("main")]
    while page.locator("main a:has-text('Xem tiếp')").count():
        page.click("main a:has-text('Xem tiếp')")
        names.append(page.inner_text("main"))
    text = "\n".join(names)
    assert [one["Họ và tên"] for one in lists.members(count) if str(one["Họ và tên"]) not in text] == []


def its_files_say_it(union: Union, snapshot: Snapshot, count: int) -> dict[str, bytes]:
    """DOCX, XLSX and PDF in the union's own layout, with the code of the signed report and no word of another charter."""
    page = union.screen("nga")
    files = {}
    for kind, button in (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF")):
        page.goto(f"/reports/{snapshot.report_id}/take/")
        page.click(f"main button:has-text('{button}')")
        files[kind] = page.taken.content
    sentence = f"Đến cuối kỳ có {count} đoàn viên"
    document = [line.text if isinstance(line, Said) else str(line) for line in docx_lines(files["docx"])]
    assert docx_sheet(files["docx"]) == ([210, 297], MARGINS)
    printed = [" ".join(word.text for word in sheet) for sheet in pdf_words(files["pdf"])]
    for told in ("\n".join(document), " ".join(printed)):
        said = " ".join(told.split())
        assert [one for one in (*HEAD, *FOOT, sentence, *FORMS) if one not in said] == [], said
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    (sheet,) = book.worksheets
    lines = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert [lines[form] for form in FORMS] == [(1, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    assert snapshot.code in str(sheet.oddFooter.left.text)
    return files
