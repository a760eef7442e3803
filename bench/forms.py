"""Forms of pages as a browser without a script would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """What a form holds; `action`: where it goes; `buttons`: name and value of what can be pressed."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """All forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.text = self.chosen = ""
        self.first = False

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = Form(said.get("action") or "")
            self.forms.append(self.inside)
        if tag == "option" and self.inside and (self.first or "selected" in said):
            self.inside.values[self.chosen], self.first = said.get("value") or "", False
        if self.inside is None or not said.get("name"):
            return
        name, value = said["name"], said.get("value") or ""
        if tag == "textarea":
            self.text = name
            self.inside.values[name] = ""
        elif tag == "select":
            self.inside.values[name], self.chosen, self.first = "", name, True
        elif tag == "button":
            self.inside.buttons.append((name, value))
        elif tag == "input" and said.get("type") == "radio":
            self.inside.choices.setdefault(name, []).append(value)
            if "checked" in said:
                self.inside.values[name] = value
        elif tag == "input" and (said.get("type") != "checkbox" or "checked" in said):
            self.inside.values[name] = value

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None
        if tag == "textarea":
            self.text = ""

    def handle_data(self, data):
        if self.text and self.inside:
            self.inside.values[self.text] += data.removeprefix("\n")


def forms_in(text: str) -> list[Form]:
    reader = Reader()
    reader.feed(text)
    return reader.forms
