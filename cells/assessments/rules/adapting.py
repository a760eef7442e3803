"""A committee adapts the criteria of its own units: what stays, what adds up (A10, A11)."""

from collections.abc import Collection
from dataclasses import replace

from cells.assessments.rules.criteria import BadScheme, Criterion, Frame, Group, check_frame, read_group
from cells.assessments.rules.scheme import CELL_KINDS
from sinho.text.numbers import format_number

LONGEST = 200


def groups_as_data(groups: Collection[Group]) -> list[dict]:
    """The groups as a scheme file says them."""
    return [
        {"code": group.code, "key": group.key, "label": group.label, "tasks": group.tasks}
        | {"criteria": [criterion_as_data(one) for one in group.criteria]}
        for group in groups
    ]


def criterion_as_data(one: Criterion) -> dict:
    """A criterion as a scheme file says it."""
    said = {"code": one.code, "label": one.label, "evidence": one.evidence}
    if one.under:
        said["under"] = one.under
    if one.scale:
        return said | {"scale": list(one.scale)}
    most = f"{-one.max if one.deduction else one.max:f}"
    return said | {"max": most, "step": f"{one.step:f}"} | ({"bonus": True} if one.bonus else {})


def adapted(frame: Frame, groups: list[dict]) -> Frame:
    """The frame with these groups in place of its own."""
    return replace(frame, groups=tuple(read_group(group) for group in groups))


def why_not_adapted(frame: Frame, groups: list[dict]) -> list[str]:
    """Why these groups cannot stand for those of the frame."""
    made, reasons = adapted(frame, groups), []
    if made.max != frame.max:
        reasons.append(f"Tổng điểm tối đa là {format_number(made.max)}, phải bằng {format_number(frame.max)}.")
    for group in made.groups:
        if not group.criteria:
            reasons.append(f"Phần {group.code} “{group.label}” không còn tiêu chí nào.")
        for one in group.criteria:
            if not one.label or len(one.label) > LONGEST:
                reasons.append(f"Tiêu chí {one.code}: ghi tên, tối đa {LONGEST} ký tự.")
            if not one.scale and (one.max <= 0 or one.max % one.step):
                step = format_number(one.step)
                reasons.append(f"Tiêu chí {one.code}: điểm tối đa phải lớn hơn 0 và theo bước {step}.")
    try:
        check_frame("", made)
    except BadScheme:
        reasons = reasons or ["Mã tiêu chí bị trùng; đồng chí tải lại trang."]
    return reasons


def with_trees(scheme: dict, trees: Collection[tuple[int | None, str, list[dict], str]]) -> dict:
    """The scheme with adapted frames: of the holder of the campaign (None) in place of its own, of others before all.

    Each tree: whose it is, the code of its frame, its groups, its source.
    """
    frames = {frame["code"]: frame for frame in scheme["frames"]}
    first = []
    for owner, code, groups, source in trees:
        changed = frames[code] | {"groups": groups, "source": source, "verified": True}
        if owner is None:
            frames[code] = changed
        else:
            kinds = [str(kind) for kind in CELL_KINDS]
            first.append(changed | {"code": f"{code}-{owner}", "under": owner, "kinds": kinds})
    return scheme | {"frames": [*first, *frames.values()]}


def frames_for(frames: Collection[Frame], *, cells_only: bool) -> list[Frame]:
    """Frames that may be adapted: by a committee only those of its cells."""
    return [one for one in frames if not cells_only or (one.kinds and set(one.kinds) <= set(CELL_KINDS))]
