from django.db.models import TextChoices


class CommuneKind(TextChoices):
    COMMUNE = "commune", "Xã"
    TOWNSHIP = "township", "Thị trấn"


class ServiceKind(TextChoices):
    OWN = "own", "Chi bộ của bản"
    SHARED = "shared", "Sinh hoạt ghép"
