"""Cases that are open already know the written consent of the province, which some people need before the vote."""

from django.db import migrations

STEP = {
    "code": "province_consent",
    "stage": "file",
    "label": "Ban Thường vụ Tỉnh ủy đồng ý bằng văn bản",
    "document": "Văn bản đồng ý",
    "form": "",
    "actor": "province",
    "after": ["outstanding"],
    "needs": ["number"],
    "optional": True,
    "consent": True,
}


def add(apps, schema_editor):
    """Before the vote of the cell in the path that the case keeps."""
    for case in apps.get_model("members", "Case").objects.all().iterator():
        codes = [step["code"] for step in case.path["steps"]]
        if STEP["code"] not in codes and "cell_vote" in codes:
            case.path["steps"].insert(codes.index("cell_vote"), STEP)
            case.save(update_fields=["path"])


def take_out(apps, schema_editor):
    """Out of the paths of the cases in which it was not written."""
    steps = apps.get_model("members", "CaseStep").objects.filter(step=STEP["code"])
    for case in apps.get_model("members", "Case").objects.exclude(pk__in=steps.values("case_id")).iterator():
        case.path["steps"] = [step for step in case.path["steps"] if step["code"] != STEP["code"]]
        case.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = [("members", "0015_transfers_taken_back")]

    operations = [migrations.RunPython(add, take_out)]
