"""Signs that nobody typed: what a paper cannot print and a workbook cannot hold, and what damaged bytes become."""

import re

# Control characters but for tab and line ends, the sign that stands for damaged bytes, what is no character at all.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_WORDS_BEFORE = 24


def why_unreadable(text: str) -> str:
    """Why the text cannot be kept, with where: such a sign is seen by nobody; "" when all of it can be read."""
    found = _UNREADABLE.search(text)
    if found is None:
        return ""
    before = " ".join(text[: found.start()][-_WORDS_BEFORE:].split())
    where = f"ngay sau “{before}”" if before else "ở đầu ô"
    return f"Có ký tự không đọc được {where}; đồng chí xóa rồi gõ lại."
