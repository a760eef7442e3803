"""What was built on an import of acts without referring to its rows: it stands in the way of undoing."""

from collections.abc import Iterator

from members.roll.actions.touching import tied_to
from members.roll.models import Member, Membership, StayExtension, Transfer

ROWS = {model._meta.label_lower: model for model in (Member, Membership, Transfer)}


def keys_of(written: dict, model) -> list[int]:
    """Primary keys of the rows of a model that the import wrote."""
    return [image["pk"] for image in written["images"] if image["model"] == model._meta.label_lower]


def hold_members(written: dict) -> None:
    """Nobody else writes about these members until the import is taken back: acts hold them first too."""
    keys = {int(image["after"]["member_id"]) for image in written["images"] if image["after"].get("member_id")}
    keys |= set(keys_of(written, Member))
    list(Member.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def built_on_stays(written: dict) -> Iterator[str]:
    """Work, transfers and the like in a cell into which the import brought somebody; extensions of a stay there."""
    own = [row for model in ROWS.values() for row in model.objects.filter(pk__in=keys_of(written, model))]
    new = [image["pk"] for image in written["images"] if image["model"] == "members.membership" and not image["before"]]
    for stay in Membership.objects.filter(pk__in=new).select_related("member"):
        for said in tied_to(stay.member, stay.organization_id, stay.since, tuple(own)):
            yield f"{said} của {stay.member.full_name}"
    received = [
        image["pk"]
        for image in written["images"]
        if image["model"] == "members.transfer" and image["before"] and not image["before"]["received_on"]
    ]
    extended = StayExtension.objects.filter(transfer__in=received).select_related("transfer__member")
    for one in extended:
        yield f"{one._meta.verbose_name} của {one.transfer.member.full_name}"
