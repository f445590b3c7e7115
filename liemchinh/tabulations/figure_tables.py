"""Beside "as of a day" on every page of figures: the way to a table of the same organisation and days."""

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.figures.forms import Asked
from liemchinh.tabulations.shape import FREE, Shape


def addresses(actor: Actor, asked: Asked) -> list[str]:
    """One: its first decision, with the days decided already."""
    shape = Shape(asked.at, when=FREE, period=asked.period)
    return [f"{reverse('tabulations:step', args=['what'])}?{shape.address()}"]
