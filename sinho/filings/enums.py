from django.db.models import TextChoices


class PaperType(TextChoices):
    """Types of Party papers with the symbol that stands between number and issuing body (36-HD/VPTW, 05-HD/VPTW)."""

    RESOLUTION = "NQ", "Nghị quyết"
    DECISION = "QĐ", "Quyết định"
    CONCLUSION = "KL", "Kết luận"
    REGULATION = "QC", "Quy chế"
    DIRECTIVE = "CT", "Chỉ thị"
    PROGRAMME = "CTr", "Chương trình"
    PLAN = "KH", "Kế hoạch"
    REPORT = "BC", "Báo cáo"
    SUBMISSION = "TTr", "Tờ trình"
    NOTICE = "TB", "Thông báo"
    GUIDANCE = "HD", "Hướng dẫn"
    LETTER = "CV", "Công văn"
    MINUTES = "BB", "Biên bản"
    SCHEME = "ĐA", "Đề án"
    OPTION = "PA", "Phương án"
