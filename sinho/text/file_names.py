"""Names of files, as old machines can keep them."""

import re

from sinho.text.folding import fold

LONGEST = 60
_OTHER_SCRIPTS = re.compile(r"[^a-z0-9 ]+")


def file_word(text: str) -> str:
    """A text as part of a file's name: Biểu 1: Tăng, giảm đảng viên → bieu-1-tang-giam-dang-vien.

    Whole words as long as they fit; letters of other scripts are left out; a text of nothing else is x.
    """
    words = _OTHER_SCRIPTS.sub(" ", fold(text)).split()
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST] or "x"
