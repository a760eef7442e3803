"""How somebody of the district committee stands to an organisation."""

from django.db.models import TextChoices


class ChargeRole(TextChoices):
    """Whether he answers for it, or works there beside the one who does."""

    LEAD = "lead", "Phụ trách chính"
    WITH = "with", "Cùng phụ trách"
