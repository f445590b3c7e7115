"""Of what leaves the house: lists for the national database, keys for other programs, tables of one's own. Their lines, for the tables."""

from tests import permissions_of_api as api
from tests import permissions_of_national as national
from tests import permissions_of_tabulations as tabulations

OBJECTS = {**national.OBJECTS, **api.OBJECTS, **tabulations.OBJECTS}
PAGES = {**national.PAGES, **api.PAGES, **tabulations.PAGES}
SERVICES = {**national.SERVICES, **api.SERVICES, **tabulations.SERVICES}
