"""Kinds, types, places, events and offices of Party organisations."""

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    """From the top down: an organisation stands only under one of an earlier line."""

    PROVINCE_COMMITTEE = "province_committee", "Đảng bộ tỉnh"
    DISTRICT_COMMITTEE = "district_committee", "Đảng bộ huyện"
    GRASSROOTS_COMMITTEE = "grassroots_committee", "Đảng bộ cơ sở"
    GRASSROOTS_CELL = "grassroots_cell", "Chi bộ cơ sở"
    SECTION_COMMITTEE = "section_committee", "Đảng bộ bộ phận"
    SUBORDINATE_CELL = "subordinate_cell", "Chi bộ trực thuộc"


# The two kinds of cells, and what belongs to the grassroots level: cells of both may stand in one or in the other.
CELLS = (OrganizationKind.GRASSROOTS_CELL, OrganizationKind.SUBORDINATE_CELL)
GRASSROOTS = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_CELL)


class OrganizationType(TextChoices):
    """Loại hình tổ chức cơ sở đảng of the statistical form Biểu 5-BTCTW, in its order."""

    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWNSHIP = "township", "Thị trấn"
    PARTY_AGENCY = "party_agency", "Cơ quan Đảng, Mặt trận, đoàn thể"
    STATE_AGENCY = "state_agency", "Cơ quan nhà nước"
    PUBLIC_SERVICE = "public_service", "Đơn vị sự nghiệp công lập"
    NONPUBLIC_SERVICE = "nonpublic_service", "Đơn vị sự nghiệp ngoài công lập"
    ARMY = "army", "Quân đội"
    POLICE = "police", "Công an"
    STATE_ENTERPRISE = "state_enterprise", "Doanh nghiệp 100% vốn nhà nước"
    STATE_MAJORITY = "state_majority", "Doanh nghiệp nhà nước giữ từ 50% vốn"
    STATE_MINORITY = "state_minority", "Doanh nghiệp nhà nước giữ dưới 50% vốn"
    JOINT_STOCK = "joint_stock", "Công ty cổ phần tư nhân"
    PRIVATE_ENTERPRISE = "private_enterprise", "Doanh nghiệp tư nhân"
    LIMITED_COMPANY = "limited_company", "Công ty trách nhiệm hữu hạn tư nhân"
    PARTNERSHIP = "partnership", "Công ty hợp danh"
    FOREIGN_INVESTED = "foreign_invested", "Doanh nghiệp có vốn đầu tư nước ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    ABROAD = "abroad", "Tổ chức cơ sở đảng ở nước ngoài"
    OTHER = "other", "Loại hình khác"


class FoundationPlace(TextChoices):
    VILLAGE = "village", "Bản"
    SCHOOL = "school", "Trường học"
    HEALTH_STATION = "health_station", "Trạm y tế"
    AGENCY = "agency", "Cơ quan"
    OTHER = "other", "Nơi khác"


class EventKind(TextChoices):
    ESTABLISH = "establish", "Thành lập"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cấp trên"
    CHANGE_KIND = "change_kind", "Đổi hình thức tổ chức"
    SPLIT = "split", "Chia tách"
    MERGE = "merge", "Sáp nhập"
    DISSOLVE = "dissolve", "Giải thể"
    DISBAND = "disband", "Giải tán"


# After these the organisation no longer exists.
ENDINGS = (EventKind.DISSOLVE, EventKind.MERGE, EventKind.DISBAND)


class Office(TextChoices):
    """In the order in which a list of officers names them."""

    SECRETARY = "secretary", "Bí thư"
    STANDING_DEPUTY = "standing_deputy", "Phó Bí thư Thường trực"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó Bí thư"
    STANDING_MEMBER = "standing_member", "Ủy viên Ban Thường vụ"
    COMMITTEE_MEMBER = "committee_member", "Cấp ủy viên"


class HowTaken(TextChoices):
    ELECTED = "elected", "Bầu"
    APPOINTED = "appointed", "Chỉ định"
