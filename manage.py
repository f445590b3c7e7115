"""Django's own command, for developers; administrators use `liemchinh`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    execute_from_command_line(sys.argv)
