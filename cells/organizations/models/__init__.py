"""Party organisations, their dated life, their officers and terms, and the tree they form."""

from cells.organizations.models.dated_tree import DatedTree, NearestTree, Place
from cells.organizations.models.officers import Officer, Term
from cells.organizations.models.organization import Organization, OrganizationEvent, OrganizationState
from cells.organizations.models.subtrees import path_to, reach_of, subtree_ids

__all__ = [
    "DatedTree",
    "NearestTree",
    "Officer",
    "Organization",
    "OrganizationEvent",
    "OrganizationState",
    "Place",
    "Term",
    "path_to",
    "reach_of",
    "subtree_ids",
]
