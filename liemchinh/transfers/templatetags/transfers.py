"""`{{ line.state|state_word }}`: what has become of a transfer, in words."""

from django import template

from liemchinh.transfers.showing import word_of

register = template.Library()
register.filter("state_word", word_of)
