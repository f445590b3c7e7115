"""The screens of screening on a phone, as secretary, officer and member get them: each fits, axe finds nothing."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from liemchinh.screening import helping
from liemchinh.screening.tests.conftest import CARD, ENDED, HELPED, help_unproved
from tests.world import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("page", [(360, 800)], indirect=True)
def test_every_screen_fits_a_phone(page: Any, live_server: Any) -> None:
    world = build()
    case = help_unproved(world)
    helping.agree(case, CARD, "task_assigned", HELPED, actor=world.actor("chi"))
    helping.note_talk(case, ENDED, actor=world.actor("chi"))
    steps = reverse("screening:step", args=[case.pk, "progress_vote"])
    screens = {
        "chi": [reverse("screening:list"), reverse("screening:name", args=[world.places["branch"]]),
                reverse("screening:one", args=[case.pk]), steps, reverse("screening:agree", args=[case.pk])],
        "hien": [reverse("screening:list")],
        "binh": [reverse("members:mine")],
    }  # fmt: skip
    page.set_viewport_size({"width": 360, "height": 800})
    for name, addresses in screens.items():
        page.context.clear_cookies()
        key = world.client(name).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        for address in addresses:
            page.goto(address)
            assert [item["id"] for item in Axe().run(page).response["violations"]] == []
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
