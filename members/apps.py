from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cells.assessments.models.standing import tells_discipline, tells_members  # noqa: PLC0415
        from cells.directives.models.counted import counts_members  # noqa: PLC0415
        from members.admissions.imports import KIND as CASES  # noqa: PLC0415
        from members.admissions.report import KIND as ADMISSION  # noqa: PLC0415
        from members.conduct.imports import KIND as COMMENDATIONS  # noqa: PLC0415
        from members.conduct.models import badge_delays, tells_excellent  # noqa: PLC0415
        from members.conduct.models.year import discipline_in_year, discipline_of_members  # noqa: PLC0415
        from members.conduct.story import tell as conduct_tells  # noqa: PLC0415
        from members.ratings.imports import KIND as RATINGS  # noqa: PLC0415
        from members.ratings.models.gates import tells_discipline as tells_ratings_discipline  # noqa: PLC0415
        from members.ratings.models.streaks import excellent  # noqa: PLC0415
        from members.ratings.models.whole import levels_in  # noqa: PLC0415
        from members.ratings.report.quality import KIND as YEAR_QUALITY  # noqa: PLC0415
        from members.roll.imports import EDUCATION, TRANSFERS  # noqa: PLC0415
        from members.roll.imports import KIND as MEMBERS  # noqa: PLC0415
        from members.roll.life import also_tells  # noqa: PLC0415
        from members.roll.models.badge import tells_delays  # noqa: PLC0415
        from members.roll.models.counted import counted_in  # noqa: PLC0415
        from members.roll.runs import KINDS as RUNS  # noqa: PLC0415
        from members.statistics.report import KINDS as STATISTICAL_FORMS  # noqa: PLC0415
        from members.statistics.report.register import register as register_forms  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415
        from sinho.printing.kinds import register as register_run  # noqa: PLC0415

        for kind in (ADMISSION, YEAR_QUALITY, *STATISTICAL_FORMS):
            register(kind)
        for kind in (MEMBERS, EDUCATION, TRANSFERS, CASES, RATINGS, COMMENDATIONS):
            register_workbook(kind)
        register_run(*RUNS)
        register_forms()
        tells_members(levels_in)
        tells_discipline(discipline_in_year)
        tells_ratings_discipline(discipline_of_members)
        counts_members(counted_in)
        tells_delays(badge_delays)
        also_tells(conduct_tells)
        tells_excellent(excellent)
