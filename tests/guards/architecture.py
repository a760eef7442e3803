"""The order of the house: packages, themes, layers, and which of them a module belongs to."""

# Packages from the ground up: a module imports its own row and those above it in this list.
ROWS: tuple[tuple[str, ...], ...] = (
    ("sinho.environment", "sinho.refusal"),  # environment is read by the settings and imports nothing of ours
    ("sinho.text",),
    ("sinho.accounts",),
    ("sinho.web",),
    ("sinho.audit",),
    ("sinho.documents",),
    ("sinho.filings",),
    ("sinho.imports",),
    ("sinho.printing",),
    ("cells",),
    ("members",),
    ("cadres",),
    ("sinho.leadership",),  # one report over all themes
    ("sinho.home",),
    ("sinho.demo",),  # writes rows of every theme, so it stands above them all
    ("sinho.management",),  # commands use the same actions as the pages, and the demo district
    ("sinho.apps", "sinho.urls"),
    ("sinho.settings",),  # read by Django; nobody of ours imports it
    ("sinho.wsgi",),
)
# Stands beside the application: it runs before the requirements are installed, and nothing of the application knows it.
LAUNCHER, FIRST_STAGE = "sinho.launch", "sinho.launch.__main__"

THEMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "cells": (
        ("organizations",),
        ("places",),
        ("access",),
        ("directives", "meetings"),
        ("assessments",),
        ("oversight",),
    ),
    "members": (("roll",), ("assignments", "admissions", "ratings", "conduct"), ("coverage",), ("statistics",)),
    "cadres": (("staff",), ("statistics",), ("reviews", "planning", "movements", "training")),
}
# What Django wants at the root of an app. It collects the themes, so it may import all of them and none imports it.
APP_ROOT = {"apps", "models", "urls", "migrations", "templatetags"}

LAYERS = ("enums", "rules", "models", "actions", "report", "imports", "forms", "views", "urls")
# Files of a theme that are not called after a layer, with the layer they belong to.
BESIDE: dict[str, str] = {
    "cells.organizations.standards": "rules",  # sayings of the regulations with their validity; rules decide on them
    "cells.organizations.bodies": "models",  # reads the bodies that issue papers, which lie beside it
    "cells.organizations.tabs": "report",  # pages of other themes that stand beside those of an organisation
    "cells.organizations.tree": "rules",  # the tree of a day from plain rows
    "cells.organizations.life": "report",  # the dated life as people read it
    "cells.meetings.frames": "models",  # reads the frames of quality that lie beside it
    "cells.meetings.limits": "models",  # reads the limits of attendance that lie beside it
    "cells.organizations.batches": "report",  # papers printed for many organisations at once
    "members.roll.runs": "report",  # lists of a whole district printed at once
    "cells.organizations.papers": "report",  # how an organisation stands on its papers
    "cells.organizations.numbering": "report",  # what the numbering of papers asks of organisations
    "cells.places.reference": "actions",  # loads the communes that the product brings along
    "cells.directives.parts": "models",  # reads the parts of working regulations that lie beside it
    "members.admissions.target_forms": "forms",  # what is asked about targets
    "members.admissions.voters": "report",  # how many may vote by the roll
    "members.admissions.paths": "models",  # reads the path files that lie beside it
    "members.assignments.catalogue": "models",  # reads the lists that lie beside it
    "members.assignments.papers": "report",  # how the work of members stands in a file
    "members.coverage.charts": "report",  # the curve of villages without members
    "members.statistics.sets": "models",  # reads the files of the sets that lie beside it
    "members.roll.guidance": "models",  # reads the files of limits that lie beside it
    "members.roll.citizen": "rules",  # what an identity number says
    "members.roll.said": "models",  # a dated row in a few words
    "members.roll.same": "rules",  # two records held against each other
    "members.roll.alike": "report",  # pairs of records as people read them
    "members.roll.joined": "report",  # what came of a join
    "members.roll.asking": "forms",  # what is asked about two records of one person
    "members.roll.life": "report",  # the life in the Party as people read it
    "members.roll.limits": "rules",  # where a transfer stands, what is due
    "members.roll.offices": "report",  # offices as people read them
    "members.roll.papers": "report",  # how lists of members stand in a file
    "members.roll.seniority": "rules",  # years in the Party and the badges for them
    "members.roll.correcting_forms": "forms",  # what is asked about corrections
    "members.roll.badge_forms": "forms",  # what is asked about badges
    "members.roll.badge_papers": "report",  # the list of who is due, as a paper and as a workbook
    "members.roll.transfer_forms": "forms",  # what is asked about a transfer
    "cadres.planning.catalogue": "models",  # reads the posts, limits and steps that lie beside it
    "cadres.staff.life": "report",  # the posts and studies of a person as people read them
    "cadres.staff.lacking": "report",  # who lacks what of the standard of a title
    "cadres.staff.reference": "actions",  # loads the standards and numbers that the product brings along
    "cadres.staff.rule_forms": "forms",  # what is asked about standards, numbers of staff, the class of a commune
    "cadres.staff.standards": "rules",  # what a standard asks, held against what somebody has learned
    "cadres.training.papers": "report",  # lists to sign
    "cadres.training.support_forms": "forms",  # what is asked about money
    "cadres.training.sets": "models",  # reads the form that lies beside it
    "cadres.staff.titles": "models",  # reads the lists of titles that lie beside it
    "cadres.statistics.sets": "models",  # reads the forms that lie beside it
    "cadres.reviews.scales": "models",  # reads the scales of the yearly rating that lie beside it
    "cadres.reviews.vote_rules": "models",  # reads the rules of votes of confidence that lie beside it
    "cadres.reviews.answer_terms": "models",  # reads the terms for answers that lie beside it
    "cadres.reviews.story": "report",  # ratings and votes in the life of a person as people read it
    "cadres.reviews.papers": "report",  # the result of a round as a paper to be signed
    "cadres.movements.rulebook": "models",  # reads the rules on retirement that lie beside it
    "cadres.movements.sets": "models",  # reads the rows of form 11 that lie beside it
    "cells.access.middleware": "views",  # puts the scope on the request
    "cells.assessments.criteria_forms": "forms",  # what is asked about a committee's own criteria
    "cells.assessments.judging_forms": "forms",  # what is asked about conditions, caps and corrections
    "cells.assessments.paper_forms": "forms",  # what is asked before a paper on grades is printed
    "cells.assessments.rewards": "models",  # reads the usual amounts of rewards that lie beside it
    "members.conduct.story": "report",  # praise and discipline in the life of a member
    "cells.oversight.conduct_words": "enums",  # words of inspection, discipline and praise
    "cells.oversight.conduct_rules": "rules",  # what follows from a discipline, who may be praised
    "cells.oversight.conduct_lists": "models",  # reads the forms, kinds and rules that lie beside it
    "cells.oversight.conduct_forms": "forms",  # what is asked about inspection, discipline and praise
    "cells.oversight.conduct_story": "report",  # discipline and praise in the life of an organisation
    "cells.oversight.conduct_urls": "urls",  # the addresses of inspection, discipline and praise
    "cells.assessments.schemes": "models",  # reads the scheme files that lie beside it
    "cells.oversight.weak_rules": "models",  # reads the rules on who is weak for long that lie beside it
    "cells.directives.registered": "imports",  # what the theme gives to the pages of organisations
    "cells.meetings.registered": "imports",  # what the theme gives to the pages of organisations
    "cells.oversight.registered": "report",  # what the theme gives to the pages of organisations
    "cells.oversight.terms": "models",  # reads the days to settle things that lie beside it
}
KITS = tuple(
    f"sinho.{name}"
    for name in ("accounts", "web", "audit", "documents", "filings", "imports", "printing", "leadership", "home")
)

FORBIDDEN_NAMES = {"utils", "helpers", "services", "common", "misc", "base"}
# Plain values and sentences that a rule may know; everything else of ours would bring the database or the request in.
PURE = ("sinho.text", "sinho.refusal", "sinho.accounts.roles", "sinho.accounts.scope")
CLOCKS = {"today", "now", "utcnow", "localdate", "localtime"}


def ours(target: str) -> bool:
    return target.split(".")[0] in ("sinho", *THEMES)


def below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def row_of(name: str) -> int | None:
    """Row of a module; None for a package that the house does not know."""
    return next((i for i, row in enumerate(ROWS) if any(below(name, package) for package in row)), None)


def theme_of(name: str) -> tuple[str, str]:
    """App and theme of a module; the theme is "" at the root of the app and outside the apps."""
    app, _, rest = name.partition(".")
    theme = rest.split(".")[0]
    return (app, "" if theme in APP_ROOT else theme) if app in THEMES else ("", "")


def layer_of(name: str) -> int | None:
    """Rank of the layer that a module of a theme or a kit belongs to; None where there are no layers."""
    beside = next((layer for file, layer in BESIDE.items() if below(name, file)), None)
    if beside:
        return LAYERS.index(beside)
    depth = 2 if theme_of(name)[1] or any(below(name, kit) for kit in KITS) else None
    parts = name.split(".")
    if depth is None or len(parts) <= depth or parts[depth] not in LAYERS:
        return None
    return LAYERS.index(parts[depth])
