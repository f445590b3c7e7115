"""What walks at phone size share: sending a form, reading a refusal, and that every page fits and is accessible."""

from typing import Any

from tests.accessibility import WIDER_THAN_SCREEN, violations
from tests.plain import Page


def fits(page: Any) -> None:
    """Nothing is wider than the phone, where something is drawn. What axe says of a page is asked in tests/pages/test_every_screen.py."""
    if not isinstance(page, Page):
        page.wait_for_load_state()
        assert not page.wait_for_function(f"document.documentElement && {{wide: {WIDER_THAN_SCREEN}}}").evaluate(
            "it => it.wide"
        ), page.url


def is_sound(page: Any) -> None:
    """It fits, and axe finds nothing on it, where something is drawn: for pages that stand only in the middle of a walk."""
    fits(page)
    assert isinstance(page, Page) or violations(page) == []


def press(page: Any, button: str) -> None:
    """Presses a button that sends something, and waits for the answer."""
    with page.expect_navigation():
        page.click(button)


def home(page: Any) -> str:
    """The page one begins at, with everything that waits unfolded; gives what it says."""
    page.goto("/")
    fits(page)
    folded = page.locator("main details.more:not([open]) > summary")
    while folded.count():
        folded.first.click()
    return str(page.inner_text("main"))


def refused(page: Any) -> list[tuple[str, str]]:
    """Every reason on a page that refuses, with its article; each says what to do instead, and axe finds nothing on it."""
    page.locator(".refusals").wait_for()
    assert isinstance(page, Page) or violations(page) == []
    assert page.locator(".refusals li").count() == page.locator(".refusals .remedy").count()
    return [
        (
            one.locator(".title").inner_text(),
            "".join(one.locator(".article span").all_inner_texts()).removeprefix("Căn cứ: "),
        )
        for one in page.locator(".refusals li").all()
    ]


def send(page: Any, **fields: str) -> None:
    """Fills in the form, looks at it, and sends it."""
    for name, value in fields.items():
        line = page.locator(f"main [name={name}]")
        if line.first.get_attribute("type") in {"radio", "checkbox"}:
            (page.locator(f"main [name={name}][value='{value}']") if line.count() > 1 else line).check()
        elif page.locator(f"main select[name={name}]").count():
            line.select_option(value)
        else:
            line.fill(value)
    fits(page)
    press(page, "main form button.button:not(.quiet)")
