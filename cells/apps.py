from django.apps import AppConfig


class CellsConfig(AppConfig):
    name = "cells"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cells.access.models import scope_of  # noqa: PLC0415
        from cells.assessments.imports import KIND as SHEET  # noqa: PLC0415
        from cells.assessments.report import KIND as CELL_QUALITY  # noqa: PLC0415
        from cells.organizations.imports import KIND as ORGANIZATIONS  # noqa: PLC0415
        from cells.organizations.life import also_tells  # noqa: PLC0415
        from cells.organizations.report import KIND as ORGANIZATIONS_FOUNDED  # noqa: PLC0415
        from cells.organizations.tabs import Tab, leads, stands_on_organization  # noqa: PLC0415
        from cells.oversight.conduct_story import tell as conduct_tells  # noqa: PLC0415
        from cells.places.imports import KIND as VILLAGES  # noqa: PLC0415
        from sinho.accounts.roles import Permission  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.imports.background import register_scopes  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415

        register_scopes(scope_of)
        register(CELL_QUALITY)
        register(ORGANIZATIONS_FOUNDED)
        register_workbook(ORGANIZATIONS)
        register_workbook(VILLAGES)
        register_workbook(SHEET)
        view, conduct = Permission.VIEW, Permission.VIEW_CONDUCT
        leads(Tab(60, "inspection", "Kiểm tra, giám sát", "oversight:inspections", conduct))
        leads(Tab(70, "discipline", "Kỷ luật", "oversight:disciplines", conduct))
        leads(Tab(80, "praise", "Khen thưởng", "oversight:commendations", view))
        conduct_tab = "Kiểm tra, kỷ luật"
        stands_on_organization(Tab(70, "oversight-praise", "Khen thưởng", "oversight:organization_praise", view))
        stands_on_organization(Tab(80, "oversight-conduct", conduct_tab, "oversight:organization_conduct", conduct))
        also_tells(conduct_tells)
