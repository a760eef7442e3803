"""What is said of a member on the roll: codes in English, words as the forms write them."""

from django.db.models import TextChoices


class Sex(TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class StandingKind(TextChoices):
    """Standing in the Party."""

    PROBATIONARY = "probationary", "Dự bị"
    OFFICIAL = "official", "Chính thức"


class Entry(TextChoices):
    """How a member came to the cell. Statistical form 1 counts all but the last two as an increase."""

    ADMITTED = "admitted", "Kết nạp"
    FROM_PROVINCE = "from_province", "Chuyển đến từ tỉnh khác"
    FROM_DISTRICT = "from_district", "Chuyển đến từ huyện khác trong tỉnh"
    RESTORED = "restored", "Được phục hồi đảng tịch"
    WITHIN = "within", "Chuyển trong đảng bộ huyện"
    OPENING = "opening", "Có trong danh sách khi lập sổ"


class Exit(TextChoices):
    """How a member left the cell. Statistical form 1 counts all but the last one as a decrease."""

    DIED = "died", "Từ trần"
    EXPELLED = "expelled", "Khai trừ"
    REMOVED = "removed", "Xóa tên"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"
    ANNULLED = "annulled", "Hủy quyết định kết nạp"
    TO_PROVINCE = "to_province", "Chuyển đi tỉnh khác"
    TO_DISTRICT = "to_district", "Chuyển đi huyện khác trong tỉnh"
    WITHIN = "within", "Chuyển trong đảng bộ huyện"


# With these the person is no longer in the Party, wherever he lives.
OUT_OF_THE_PARTY = (Exit.DIED, Exit.EXPELLED, Exit.REMOVED, Exit.RESIGNED, Exit.ANNULLED)


class PauseKind(TextChoices):
    """Why a member on the roll takes no part for a time."""

    EXEMPTED = "exempted", "Miễn sinh hoạt"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt"


class Subject(TextChoices):
    """What somebody has learned, in the order of the member sheet (item 17)."""

    GENERAL = "general", "Học vấn"
    PROFESSIONAL = "professional", "Chuyên môn"
    THEORY = "theory", "Lý luận chính trị"
    LANGUAGE = "language", "Ngoại ngữ"
    ETHNIC_LANGUAGE = "ethnic_language", "Tiếng dân tộc"
    COMPUTING = "computing", "Tin học"


# Levels of each subject from the lowest up; subjects without levels are described in words alone.
LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    Subject.GENERAL: (
        ("illiterate", "Chưa biết chữ"),
        ("literate", "Biết đọc, biết viết"),
        ("primary", "Tiểu học"),
        ("lower_secondary", "Trung học cơ sở"),
        ("upper_secondary", "Trung học phổ thông"),
    ),
    Subject.PROFESSIONAL: (
        ("elementary", "Sơ cấp, công nhân kỹ thuật"),
        ("intermediate", "Trung cấp"),
        ("college", "Cao đẳng"),
        ("university", "Đại học"),
        ("master", "Thạc sĩ"),
        ("doctor", "Tiến sĩ"),
    ),
    Subject.THEORY: (
        ("elementary", "Sơ cấp"),
        ("intermediate", "Trung cấp"),
        ("advanced", "Cao cấp"),
        ("bachelor", "Cử nhân"),
    ),
    Subject.LANGUAGE: (),
    Subject.ETHNIC_LANGUAGE: (),
    Subject.COMPUTING: (),
}


class Occupation(TextChoices):
    """Occupations of the statistical forms of the membership (form 3, part II, and form 2)."""

    STATE_DISTRICT = "state_district", "Công chức nhà nước cấp huyện trở lên"
    PARTY_DISTRICT = "party_district", "Công chức Đảng, Mặt trận, đoàn thể cấp huyện trở lên"
    COMMUNE_STAFF = "commune_staff", "Cán bộ, công chức, người hoạt động ở xã"
    VILLAGE_STAFF = "village_staff", "Người hoạt động ở bản"
    SERVICE_UNIT = "service_unit", "Viên chức đơn vị sự nghiệp"
    PRIVATE_SERVICE = "private_service", "Lao động đơn vị sự nghiệp ngoài công lập"
    ENTERPRISE_MANAGER = "enterprise_manager", "Cán bộ quản lý doanh nghiệp"
    ENTERPRISE_STAFF = "enterprise_staff", "Lao động gián tiếp trong doanh nghiệp"
    ENTERPRISE_WORKER = "enterprise_worker", "Lao động trực tiếp trong doanh nghiệp"
    FARMER = "farmer", "Nông, lâm, ngư nghiệp"
    ARMED_FORCES = "armed_forces", "Quân đội, công an"
    STUDENT = "student", "Sinh viên"
    PUPIL = "pupil", "Học sinh"
    OTHER = "other", "Nghề khác"
    RETIRED = "retired", "Nghỉ hưu, nghỉ công tác"


class Religion(TextChoices):
    """In the order of the statistical form 4."""

    NONE = "none", "Không"
    CATHOLIC = "catholic", "Thiên Chúa"
    PROTESTANT = "protestant", "Tin Lành"
    BUDDHIST = "buddhist", "Phật giáo"
    CAODAI = "caodai", "Cao Đài"
    HOAHAO = "hoahao", "Hòa Hảo"
    ISLAM = "islam", "Hồi giáo"
    OTHER = "other", "Tôn giáo khác"


class Ethnicity(TextChoices):
    """In the order of the statistical form 4; everybody but the Kinh counts as a minority (not verified).

    The codes carry a prefix, so that none of them can be taken for a Vietnamese word.
    """

    KINH = "eth_kinh", "Kinh"
    TAY = "eth_tay", "Tày"
    THAI = "eth_thai", "Thái"
    HOA = "eth_hoa", "Hoa"
    KHMER = "eth_khmer", "Khơ-me"
    MUONG = "eth_muong", "Mường"
    NUNG = "eth_nung", "Nùng"
    MONG = "eth_mong", "Mông"
    DAO = "eth_dao", "Dao"
    GIA_RAI = "eth_gia_rai", "Gia-rai"
    E_DE = "eth_e_de", "Ê-đê"
    NGAI = "eth_ngai", "Ngái"
    BA_NA = "eth_ba_na", "Ba-na"
    XO_DANG = "eth_xo_dang", "Xơ-đăng"
    SAN_CHAY = "eth_san_chay", "Sán Chay"
    CO_HO = "eth_co_ho", "Cơ-ho"
    CHAM = "eth_cham", "Chăm"
    SAN_DIU = "eth_san_diu", "Sán Dìu"
    HRE = "eth_hre", "Hrê"
    MNONG = "eth_mnong", "Mnông"
    RA_GLAI = "eth_ra_glai", "Ra-glai"
    XTIENG = "eth_xtieng", "Xtiêng"
    BRU = "eth_bru", "Bru-Vân Kiều"
    THO = "eth_tho", "Thổ"
    GIAY = "eth_giay", "Giáy"
    CO_TU = "eth_co_tu", "Cơ-tu"
    GIE_TRIENG = "eth_gie_trieng", "Giẻ-Triêng"
    MA = "eth_ma", "Mạ"
    KHO_MU = "eth_kho_mu", "Khơ-mú"
    CO = "eth_co", "Co"
    TA_OI = "eth_ta_oi", "Tà-ôi"
    CHO_RO = "eth_cho_ro", "Chơ-ro"
    KHANG = "eth_khang", "Kháng"
    XINH_MUN = "eth_xinh_mun", "Xinh-mun"
    HA_NHI = "eth_ha_nhi", "Hà Nhì"
    CHU_RU = "eth_chu_ru", "Chu-ru"
    LAO = "eth_lao", "Lào"
    LA_CHI = "eth_la_chi", "La Chí"
    LA_HA = "eth_la_ha", "La Ha"
    PHU_LA = "eth_phu_la", "Phù Lá"
    LA_HU = "eth_la_hu", "La Hủ"
    LU = "eth_lu", "Lự"
    LO_LO = "eth_lo_lo", "Lô Lô"
    CHUT = "eth_chut", "Chứt"
    MANG = "eth_mang", "Mảng"
    PA_THEN = "eth_pa_then", "Pà Thẻn"
    CO_LAO = "eth_co_lao", "Cơ Lao"
    CONG = "eth_cong", "Cống"
    BO_Y = "eth_bo_y", "Bố Y"
    SI_LA = "eth_si_la", "Si La"
    PU_PEO = "eth_pu_peo", "Pu Péo"
    BRAU = "eth_brau", "Brâu"
    O_DU = "eth_o_du", "Ơ Đu"
    RO_MAM = "eth_ro_mam", "Rơ-măm"
    FOREIGN = "eth_foreign", "Gốc nước ngoài"
    OTHER = "eth_other", "Dân tộc khác"


class TransferKind(TextChoices):
    """A transfer of Party activity. Those that leave or enter the district have the codes of `Exit` and `Entry`."""

    WITHIN = "within", "Chính thức, trong đảng bộ huyện"
    TO_DISTRICT = "to_district", "Chính thức, đi huyện khác trong tỉnh"
    TO_PROVINCE = "to_province", "Chính thức, đi tỉnh khác"
    FROM_DISTRICT = "from_district", "Chính thức, từ huyện khác trong tỉnh đến"
    FROM_PROVINCE = "from_province", "Chính thức, từ tỉnh khác đến"
    TEMPORARY = "temporary", "Tạm thời"


GOING_OUT = (TransferKind.TO_DISTRICT, TransferKind.TO_PROVINCE)
COMING_IN = (TransferKind.FROM_DISTRICT, TransferKind.FROM_PROVINCE)
# Boxes of the introduction sheet: 10 outside the committee above the grassroots, 7 inside it, 8 temporary (S1 6.3.1).
SHEET_BOXES = dict.fromkeys((*GOING_OUT, *COMING_IN), 10) | {TransferKind.WITHIN: 7, TransferKind.TEMPORARY: 8}


class TransferState(TextChoices):
    """Where a transfer stands; it follows from its dates."""

    DECIDED = "decided", "Chờ giới thiệu"
    INTRODUCED = "introduced", "Đã giới thiệu"
    PRESENTED = "presented", "Đã nộp giấy"
    HOSTED = "hosted", "Đang sinh hoạt tạm thời"
    RETURNED = "returned", "Đã trở về"
    COMPLETED = "completed", "Đã tiếp nhận"
    CANCELLED = "cancelled", "Đã hủy"


class TransferStep(TextChoices):
    """What is written down about a transfer after its beginning: word of the address, and the act."""

    INTRODUCE = "gioi-thieu", "Ghi giấy giới thiệu"
    PRESENT = "nop-giay", "Ghi ngày nộp giấy"
    RECEIVE = "tiep-nhan", "Ghi tiếp nhận"
    EXTEND = "gia-han", "Ghi gia hạn"
    COME_BACK = "tro-ve", "Ghi trở về"
    CANCEL = "huy", "Hủy việc chuyển"


class BadgeDelay(TextChoices):
    """A discipline after which a badge is awarded later (S1 28.3)."""

    REPRIMAND = "reprimand", "Khiển trách (lùi 6 tháng)"
    WARNING = "warning", "Cảnh cáo (lùi 9 tháng)"
    REMOVAL = "removal", "Cách chức (lùi 12 tháng)"


class CorrectionKind(TextChoices):
    """What was mended on the roll. The first two come with a step that is struck out of a case of admission."""

    ADMISSION = "admission", "Gạch bỏ lễ kết nạp"
    RECOGNITION = "recognition", "Gạch bỏ công nhận chính thức"
    LEAVING = "leaving", "Đính chính việc rời danh sách"
    MOVE = "move", "Đính chính việc chuyển chi bộ"
    DAYS = "days", "Đính chính ngày vào Đảng, ngày chính thức"

    @classmethod
    def of_cases(cls) -> list[str]:
        """Those whose paper is the case itself."""
        return [cls.ADMISSION.value, cls.RECOGNITION.value]
