"""The WSGI application that `liemchinh serve --public` runs, and beside it the exchange with the office."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.public.settings")
application = get_wsgi_application()

from liemchinh.public import exchanging  # noqa: E402 (needs the settings)

exchanging.start()
