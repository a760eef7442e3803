"""Roles are code, grants are data.

A role is a short code, a Vietnamese name, a description in prose and a set of permissions. A grant
(`cells.access.models.Grant`) gives a role to a person on an organisation for a time; its reach is that
organisation and everything below it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.db.models import TextChoices


class Permission(StrEnum):
    """What one may do; always asked together with an organisation, except where marked."""

    VIEW = "view"  # organisations, villages, sheets, reports of one's subtree
    MANAGE_ORGANIZATIONS = "manage_organizations"  # found, change, officers, villages
    IMPORT = "import"
    MANAGE_CAMPAIGNS = "manage_campaigns"
    ACCEPT_REGISTRATION = "accept_registration"
    FILL_SHEET = "fill_sheet"  # register and assess one's own organisation
    RECORD_CELLS = "record_cells"  # commune committee: results of its cells, kept on paper
    APPRAISE = "appraise"  # take over, send back, propose for the organisation board
    GIVE_OPINION = "give_opinion"  # opinion of the inspection commission
    DECIDE = "decide"  # on behalf of the standing committee above
    EXPORT = "export"
    WRITE_REPORTS = "write_reports"  # the free text of narrative reports
    VIEW_MEMBERS = "view_members"  # the roll of one's subtree, numbers masked
    MANAGE_MEMBERS = "manage_members"  # receive, move, correct
    RECORD_ADMISSIONS = "record_admissions"  # steps of the cell and of the grassroots committee
    DECIDE_ADMISSIONS = "decide_admissions"  # steps of the standing committee above
    RECORD_TRANSFERS = "record_transfers"  # introduce, receive, give an extension, cancel
    RECORD_OFFICES = "record_offices"  # say which member holds an office
    ASSIGN_WORK = "assign_work"  # work of the members of one's cells: give, adjust, judge
    REVEAL_NUMBERS = "reveal_numbers"  # identity and card numbers in full, logged
    EXPORT_MEMBERS = "export_members"  # lists of people as a file, with a reason, logged
    VIEW_STAFF = "view_staff"  # cadres and civil servants of the communes of one's reach
    MANAGE_STAFF = "manage_staff"  # posts, qualifications, corrections, the link to the roll
    EXPORT_STAFF = "export_staff"  # the list of the staff as a file, with a reason, logged
    MANAGE_SUPPORT = "manage_support"  # money for cadres who study: budget, awards, payments
    MANAGE_DIRECTIVES = "manage_directives"  # the register of documents, programmes, who must be briefed
    RECORD_BRIEFINGS = "record_briefings"  # briefings, programme and regulations of one's own organisation
    RECORD_MEETINGS = "record_meetings"  # meetings of one's cells, conclusions and what came of them
    JUDGE_MEETINGS = "judge_meetings"  # the level of a meeting, by the committee above the cell
    LEAD_CELLS = "lead_cells"  # people in charge, weak organisations and their plans, opinions of the people
    RAISE_DIFFICULTIES = "raise_difficulties"  # visits, difficulties and their answers
    RECORD_PRAISE = "record_praise"  # commendations and model practices
    VIEW_CONDUCT = "view_conduct"  # inspections and discipline; each reading is logged
    RECORD_CONDUCT = "record_conduct"  # inspections and discipline, complaints
    VIEW_AUDIT = "view_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


class Role(TextChoices):
    SYSTEM_ADMINISTRATOR = "system_administrator", "Quản trị hệ thống"
    DISTRICT_STAFF = "district_staff", "Cán bộ Ban Tổ chức"
    DISTRICT_LEADER = "district_leader", "Lãnh đạo Huyện ủy"
    INSPECTOR = "inspector", "Cán bộ Ủy ban Kiểm tra"
    MEMBER_IN_CHARGE = "member_in_charge", "Huyện ủy viên phụ trách"
    COMMUNE_SECRETARY = "commune_secretary", "Bí thư tổ chức cơ sở đảng"
    CELL_SECRETARY = "cell_secretary", "Bí thư chi bộ trực thuộc"
    CADRE_OFFICER = "cadre_officer", "Cán bộ theo dõi cán bộ xã"


@dataclass(frozen=True)
class RoleRights:
    """What a role is for, in words an officer understands, and what it may do."""

    description: str
    permissions: frozenset[Permission]


P = Permission
RIGHTS: dict[str, RoleRights] = {
    Role.SYSTEM_ADMINISTRATOR: RoleRights(
        "Lập tài khoản, cấp quyền, mở khóa; không xem được số liệu của Đảng.",
        frozenset({P.MANAGE_ACCOUNTS}),
    ),
    Role.DISTRICT_STAFF: RoleRights(
        "Giữ sổ tổ chức đảng, sổ đảng viên, danh sách cán bộ xã, nhập số liệu, mở đợt đánh giá, thẩm định và đề nghị "
        "xếp loại, làm báo cáo.",
        frozenset(
            {
                P.VIEW,
                P.MANAGE_ORGANIZATIONS,
                P.IMPORT,
                P.MANAGE_CAMPAIGNS,
                P.ACCEPT_REGISTRATION,
                P.APPRAISE,
                P.EXPORT,
                P.WRITE_REPORTS,
                P.VIEW_MEMBERS,
                P.MANAGE_MEMBERS,
                P.RECORD_ADMISSIONS,
                P.DECIDE_ADMISSIONS,
                P.RECORD_TRANSFERS,
                P.RECORD_OFFICES,
                P.ASSIGN_WORK,
                P.REVEAL_NUMBERS,
                P.EXPORT_MEMBERS,
                P.VIEW_STAFF,
                P.MANAGE_STAFF,
                P.EXPORT_STAFF,
                P.MANAGE_SUPPORT,
                P.MANAGE_DIRECTIVES,
                P.RECORD_BRIEFINGS,
                P.RECORD_MEETINGS,
                P.JUDGE_MEETINGS,
                P.LEAD_CELLS,
                P.RAISE_DIFFICULTIES,
                P.RECORD_PRAISE,
                P.VIEW_CONDUCT,
                P.VIEW_AUDIT,
            }
        ),
    ),
    Role.DISTRICT_LEADER: RoleRights(
        "Xem toàn đảng bộ, quyết định xếp loại thay mặt Ban Thường vụ, ký báo cáo.",
        frozenset(
            {
                P.VIEW,
                P.DECIDE,
                P.EXPORT,
                P.VIEW_MEMBERS,
                P.EXPORT_MEMBERS,
                P.VIEW_STAFF,
                P.EXPORT_STAFF,
                P.VIEW_CONDUCT,
                P.VIEW_AUDIT,
            }
        ),
    ),
    Role.INSPECTOR: RoleRights(
        "Xem toàn đảng bộ và nhật ký, ghi ý kiến của Ủy ban Kiểm tra, giữ sổ kiểm tra, giám sát, kỷ luật.",
        frozenset({P.VIEW, P.GIVE_OPINION, P.VIEW_MEMBERS, P.VIEW_AUDIT, P.EXPORT, P.VIEW_CONDUCT, P.RECORD_CONDUCT}),
    ),
    Role.MEMBER_IN_CHARGE: RoleRights(
        "Xem tổ chức cơ sở đảng được phân công phụ trách và đảng viên ở đó, ghi lần xuống cơ sở và khó khăn ở đó.",
        frozenset({P.VIEW, P.VIEW_MEMBERS, P.RAISE_DIFFICULTIES}),
    ),
    Role.COMMUNE_SECRETARY: RoleRights(
        "Đăng ký và tự đánh giá tổ chức mình, ghi kết quả các chi bộ trực thuộc, xem đảng viên của đảng bộ, phân "
        "công công tác, gắn chức vụ cấp ủy với hồ sơ, giới thiệu và tiếp nhận đảng viên chuyển sinh hoạt.",
        frozenset(
            {
                P.VIEW,
                P.FILL_SHEET,
                P.RECORD_CELLS,
                P.EXPORT,
                P.WRITE_REPORTS,
                P.VIEW_MEMBERS,
                P.EXPORT_MEMBERS,
                P.RECORD_ADMISSIONS,
                P.RECORD_TRANSFERS,
                P.RECORD_OFFICES,
                P.ASSIGN_WORK,
                P.VIEW_STAFF,
                P.EXPORT_STAFF,
                P.RECORD_BRIEFINGS,
                P.RECORD_MEETINGS,
                P.JUDGE_MEETINGS,
                P.RAISE_DIFFICULTIES,
                P.RECORD_PRAISE,
                P.VIEW_CONDUCT,
            }
        ),
    ),
    Role.CELL_SECRETARY: RoleRights(
        "Đăng ký và tự đánh giá chi bộ mình, xem đảng viên của chi bộ và phân công công tác, ghi các kỳ sinh hoạt.",
        frozenset(
            {
                P.VIEW,
                P.FILL_SHEET,
                P.VIEW_MEMBERS,
                P.RECORD_ADMISSIONS,
                P.ASSIGN_WORK,
                P.RECORD_BRIEFINGS,
                P.RECORD_MEETINGS,
            }
        ),
    ),
    Role.CADRE_OFFICER: RoleRights(
        "Xem tổ chức đảng, giữ và nhập danh sách, trình độ của cán bộ, công chức xã, mở lớp, chi hỗ trợ người đi học.",
        frozenset(
            {
                P.VIEW,
                P.IMPORT,
                P.EXPORT,
                P.WRITE_REPORTS,
                P.VIEW_STAFF,
                P.MANAGE_STAFF,
                P.MANAGE_SUPPORT,
                P.EXPORT_STAFF,
            }
        ),
    ),
}


@cache
def permissions_of(role: str) -> frozenset[Permission]:
    """Permissions of a role; an unknown code is an error, never an empty set."""
    return RIGHTS[Role(role)].permissions
