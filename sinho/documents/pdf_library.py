"""WeasyPrint, which finds the libraries it stands on without asking a compiler.

The names that it tries first belong to other systems. For each of them Python searches a Linux machine by starting
ldconfig, gcc and ld: 87 processes at every start of one of ours. The loader knows the names of Linux by itself.
"""

import ctypes.util
import importlib
import sys


def load() -> None:
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search


load()

# Only now: what these need has been loaded.
from weasyprint import CSS, HTML, Attachment  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher  # noqa: E402

__all__ = ["CSS", "HTML", "Attachment", "FontConfiguration", "URLFetcher"]
