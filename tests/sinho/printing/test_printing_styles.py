"""Many papers with fonts and styles that are read once are the same papers."""

from sinho.documents import paper
from sinho.documents.layouts import HD05_2026, HD11_2004
from sinho.documents.paper import CSS, Printout, styles_kept


def test_kept_styles_change_no_byte_and_are_read_once(monkeypatch):
    read = []

    def noting(**given):
        read.append(given["string"])
        return CSS(**given)

    monkeypatch.setattr(paper, "CSS", noting)
    printouts = [Printout("print/paper.html", {}, "Thử", layout) for layout in (HD11_2004, HD05_2026)]
    alone = [one.pdf() for one in printouts]
    with styles_kept():
        assert [one.pdf() for one in (*printouts, *printouts)] == [*alone, *alone]
    assert len(read) == 4 and len(set(read)) == 2
    assert printouts[0].pdf() == alone[0] and len(read) == 5
