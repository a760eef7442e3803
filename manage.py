#!/usr/bin/env python
"""Management commands. bin/manage starts the embedded database first and then calls this file."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinho.settings")
    execute_from_command_line(sys.argv)
