"""Of what leaves the house: lists for the national database, keys for other programs. The lines of both, for the tables."""

from tests import permissions_of_api as api
from tests import permissions_of_national as national

OBJECTS = {**national.OBJECTS, **api.OBJECTS}
PAGES = {**national.PAGES, **api.PAGES}
SERVICES = {**national.SERVICES, **api.SERVICES}
