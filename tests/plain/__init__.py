"""A browser without a window: what a walk clicks and fills in is read out of the HTML and sent to the program at once.

It speaks the words of Playwright that walks use, so that one and the same walk goes through Chromium or through this (`tests/journeys`).
It runs no script and draws nothing: what a page looks like is tried in Chromium, on every screen.
"""

from tests.plain.browser import Page

__all__ = ["Page"]
