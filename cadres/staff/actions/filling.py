"""What the record of somebody on the staff does not say yet is filled in; nothing is written over."""

import datetime as dt

from cadres.staff.actions.facts import facts_of, hold, note, refuse_future, told
from cadres.staff.models import Cadre, Post
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def fill_person(*, cadre: Cadre, home_place: str = "", identity_number: str = "", by) -> None:
    """The place of origin, the identity number."""
    cadre = hold(cadre)
    before, given = facts_of(cadre), {"home_place": home_place.strip(), "identity_number": identity_number.strip()}
    given = {name: value for name, value in given.items() if value}
    if not given:
        raise Refused("Chưa có gì để điền.")
    for name, value in given.items():
        if getattr(cadre, name):
            label = Cadre._meta.get_field(name).verbose_name
            raise Refused(f"Hồ sơ đã ghi {label}; sửa thì theo quyết định.")
        setattr(cadre, name, value)
    cadre.save(update_fields=[*given])
    old, new = ({name: facts[name] for name in given} for facts in (before, facts_of(cadre)))
    note(cadre, "filled_in", f"Điền chỗ còn trống trong hồ sơ {cadre.full_name}", by, before=old, after=new)


@atomic_or_refused()
def fill_post(*, post: Post, decision_number: str = "", decision_date: dt.date | None = None, by) -> None:
    """Number and day of the decision by which somebody came to a post."""
    refuse_future(decision_date)
    cadre = hold(post.cadre)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    before, given = told(post), {"decision_number": decision_number.strip(), "decision_date": decision_date}
    given = {name: value for name, value in given.items() if value}
    if not given:
        raise Refused("Chưa có gì để điền.")
    for name, value in given.items():
        if getattr(post, name):
            label = Post._meta.get_field(name).verbose_name
            raise Refused(f"Chức danh này đã ghi {label}; ghi nhầm thì đính chính.")
        setattr(post, name, value)
    post.save(update_fields=[*given])
    note(
        cadre,
        "filled_in",
        f"Điền quyết định cho chức danh {post} của {cadre.full_name}",
        by,
        before=before,
        after=told(post),
    )
