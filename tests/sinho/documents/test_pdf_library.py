"""Loading what prints PDFs: nothing else is started for it, and what others search for is found as before."""

import subprocess
import sys

from sinho.launch.places import ROOT

LOADS = """
import ctypes.util, sys
search, started = ctypes.util.find_library, []
sys.addaudithook(lambda event, given: started.append(given) if event == "subprocess.Popen" else None)
import sinho.documents.pdf_library
assert ctypes.util.find_library is search
print(started)
ctypes.util.find_library("no-such-library")
print(len(started) > 0)
"""


def test_no_other_program_is_started_to_find_the_libraries():
    said = subprocess.run([sys.executable, "-c", LOADS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["[]", "True"]
