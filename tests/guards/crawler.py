"""Goes through the pages as a person would: follows links and search forms, and reads what stands there."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

HOST = "testserver"
ADDRESS_ATTRIBUTES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
READ_ATTRIBUTES = {"title", "placeholder", "alt", "aria-label", "data-l", "data-b", "label"}
SHOWN_VALUES = {"text", "search", "submit", "button", "number", "date", ""}


@dataclass
class Read:
    """What stands on one page."""

    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    tokenless: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Everything a person reads, in one line; asked for when the page has been read."""
        return " ".join(" ".join(self.words).split())


class Reader(HTMLParser):
    """Reads a page into `self.read`."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.silent = ""
        self.form: dict | None = None
        self.select: dict | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.read.inline += [f"{tag} {name}=" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.read.inline.append(f"<{tag}>")
        self.silent = tag if tag in ("script", "style") else self.silent
        self.read.words += [given[name] for name in READ_ATTRIBUTES & given.keys()]
        self.read.addresses += [given[name] for name in ADDRESS_ATTRIBUTES & given.keys()]
        if tag == "a" and "href" in given:
            self.read.links.append(given["href"])
        if tag == "form":
            self.form = {"method": given.get("method", "get").lower(), "to": given.get("action", ""), "pairs": []}
        self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        """A control of a form: what is shown in it, and what it would send."""
        pairs = self.form["pairs"] if self.form else []
        kind = given.get("type", "").lower()
        if tag == "input":
            if kind in SHOWN_VALUES:
                self.read.words.append(given.get("value", ""))
            sent = kind not in ("submit", "button", "file") and (
                kind not in ("radio", "checkbox") or "checked" in given
            )
            if given.get("name") and sent:
                pairs.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self.select = {"name": given.get("name", ""), "options": [], "chosen": None}
        elif tag == "option" and self.select is not None:
            self.select["options"].append(given.get("value", ""))
            if "selected" in given:
                self.select["chosen"] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == self.silent:
            self.silent = ""
        if tag == "select" and self.select is not None:
            chosen = self.select["chosen"]
            value = chosen if chosen is not None else next(iter(self.select["options"]), "")
            if self.form and self.select["name"]:
                self.form["pairs"].append((self.select["name"], value))
            self.select = None
        if tag == "form" and self.form is not None:
            if self.form["method"] == "get":
                self.read.links.append(f"{self.form['to'].split('?')[0]}?{urlencode(self.form['pairs'])}")
            elif "csrfmiddlewaretoken" not in dict(self.form["pairs"]):
                self.read.tokenless.append(self.form["to"] or "this page")
            self.form = None

    def handle_data(self, data):
        if not self.silent:
            self.read.words.append(data)


def read_page(html: str) -> Read:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.read


@dataclass(frozen=True)
class Visit:
    """One address that was opened, from which page, and what came back."""

    url: str
    came_from: str
    view: str
    status: int
    headers: dict[str, str]
    html: str
    error: str = ""

    @property
    def is_page(self) -> bool:
        return bool(self.html) and self.status == 200

    @cached_property
    def read(self) -> Read:
        return read_page(self.html)

    @property
    def links(self) -> list[str]:
        """What a person can follow from here."""
        return self.read.links if self.is_page else [self.headers["location"]] if self.status == 302 else []

    @property
    def where(self) -> str:
        return f"{self.url} (from {self.came_from})"


@dataclass
class Allowance:
    """How many addresses are opened of one view, and of those that ask the same of it, whatever the row.

    Of a view that gives a file, in which nothing is read, one.
    """

    each: int
    alike: int
    once: set[str] = field(default_factory=set)
    opened: Counter = field(default_factory=Counter)

    def takes(self, url: str) -> bool:
        view, arguments = view_of(url)
        asked = frozenset(name for name, value in parse_qsl(urlsplit(url).query) if value)
        like = (view, *((name, value) for name, value in sorted(arguments.items()) if name != "pk"), asked)
        if self.opened[view] >= (1 if view in self.once else self.each) or self.opened[like] >= self.alike:
            return False
        self.opened.update([view, like])
        return True


def crawl(client: Client, allowance: Allowance, starts: tuple[str, ...] = ("/",)) -> Iterator[Visit]:
    """Every kind of page that can be reached from these by links and search forms."""
    queue = deque((url, "") for url in starts)
    seen = set(starts)
    while queue:
        url, came_from = queue.popleft()
        if not allowance.takes(url):
            continue
        visit = open_address(client, url, came_from)
        if visit.status == 200 and not visit.is_page:
            allowance.once.add(visit.view)
        yield visit
        for link in visit.links:
            target = target_of(url, link)
            if target and target not in seen:
                seen.add(target)
                queue.append((target, url))


def open_address(client: Client, url: str, came_from: str = "") -> Visit:
    """One answer; an error of ours becomes a 500 with what went wrong."""
    client.raise_request_exception = False
    response = client.get(url)
    headers = {name.lower(): value for name, value in response.items()}
    html = response.content.decode() if headers.get("content-type", "").startswith("text/html") else ""
    error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
    return Visit(url, came_from, view_of(url)[0], response.status_code, headers, html, error)


def target_of(page: str, link: str) -> str:
    """The address that a link leads to, on this host and without the place on the page; "" for anything else."""
    whole = urlsplit(urljoin(f"http://{HOST}{page}", link))
    if whole.scheme != "http" or whole.netloc != HOST:
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def view_of(url: str) -> tuple[str, dict]:
    """Name of the view and its arguments."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return "unknown", {}
    return match.view_name, match.kwargs


def leads_outside(address: str) -> bool:
    """Whether an address on a page is not on this host."""
    whole = urlsplit(address)
    return bool(whole.netloc and whole.netloc != HOST) or whole.scheme not in ("", "http", "data", "tel")


def holds(text: str, words: str) -> bool:
    """Whether the words stand in the text, not as a part of longer words."""
    return words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
