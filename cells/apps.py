from django.apps import AppConfig


class CellsConfig(AppConfig):
    name = "cells"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cells.access.models import scope_of  # noqa: PLC0415
        from cells.assessments.imports import KIND as SHEET  # noqa: PLC0415
        from cells.assessments.report import KIND as CELL_QUALITY  # noqa: PLC0415
        from cells.assessments.report.story import tell as assessments_tell  # noqa: PLC0415
        from cells.directives.imports import KIND as DIRECTIVES  # noqa: PLC0415
        from cells.directives.report.kind import KIND as DIRECTIVES_REPORT  # noqa: PLC0415
        from cells.directives.report.story import tell as directives_tell  # noqa: PLC0415
        from cells.meetings.imports import KIND as MEETING_BOOK  # noqa: PLC0415
        from cells.meetings.report import KIND as MEETINGS  # noqa: PLC0415
        from cells.meetings.report.story import tell as meetings_tell  # noqa: PLC0415
        from cells.organizations.imports import KIND as ORGANIZATIONS  # noqa: PLC0415
        from cells.organizations.life import also_tells  # noqa: PLC0415
        from cells.organizations.report import KIND as ORGANIZATIONS_FOUNDED  # noqa: PLC0415
        from cells.organizations.tabs import Tab, leads, stands_on_organization  # noqa: PLC0415
        from cells.oversight.conduct_story import tell as conduct_tells  # noqa: PLC0415
        from cells.oversight.registered import register_oversight  # noqa: PLC0415
        from cells.places.imports import KIND as VILLAGES  # noqa: PLC0415
        from sinho.accounts.roles import Permission  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.imports.background import register_scopes  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415

        register_scopes(scope_of)
        register(CELL_QUALITY)
        register(ORGANIZATIONS_FOUNDED)
        register(DIRECTIVES_REPORT)
        register_workbook(ORGANIZATIONS)
        register_workbook(VILLAGES)
        register_workbook(SHEET)
        register_workbook(DIRECTIVES)
        leads(Tab(20, "directives", "Văn bản, quán triệt", "directives:list", Permission.VIEW))
        leads(Tab(80, "regulations", "Quy chế làm việc", "directives:coverage", Permission.VIEW))
        stands_on_organization(Tab(20, "directives", "Văn bản, quy chế", "directives:organization", Permission.VIEW))
        also_tells(directives_tell)
        register(MEETINGS)
        register_workbook(MEETING_BOOK)
        leads(Tab(10, "meetings", "Sinh hoạt chi bộ", "meetings:list", Permission.VIEW))
        stands_on_organization(Tab(10, "meetings", "Sinh hoạt", "meetings:organization", Permission.VIEW))
        also_tells(meetings_tell)
        also_tells(assessments_tell)
        register_oversight()
        view, conduct = Permission.VIEW, Permission.VIEW_CONDUCT
        leads(Tab(50, "inspection", "Kiểm tra, giám sát", "oversight:inspections", conduct))
        leads(Tab(55, "discipline", "Kỷ luật", "oversight:disciplines", conduct))
        leads(Tab(60, "praise", "Khen thưởng", "oversight:commendations", view))
        conduct_tab = "Kiểm tra, kỷ luật"
        stands_on_organization(Tab(70, "oversight-praise", "Khen thưởng", "oversight:organization_praise", view))
        stands_on_organization(Tab(80, "oversight-conduct", conduct_tab, "oversight:organization_conduct", conduct))
        also_tells(conduct_tells)
