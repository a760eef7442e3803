from django.apps import AppConfig


class CellsConfig(AppConfig):
    name = "cells"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cells.access.models import scope_of  # noqa: PLC0415
        from cells.assessments.imports import KIND as SHEET  # noqa: PLC0415
        from cells.assessments.report import KIND as CELL_QUALITY  # noqa: PLC0415
        from cells.assessments.report.runs import CELL_SHEETS  # noqa: PLC0415
        from cells.assessments.report.story import tell as assessments_tell  # noqa: PLC0415
        from cells.directives.registered import register_directives  # noqa: PLC0415
        from cells.meetings.registered import register_meetings  # noqa: PLC0415
        from cells.organizations.imports import KIND as ORGANIZATIONS  # noqa: PLC0415
        from cells.organizations.life import also_tells  # noqa: PLC0415
        from cells.organizations.numbering import bodies_on, term_on  # noqa: PLC0415
        from cells.organizations.report import KIND as ORGANIZATIONS_FOUNDED  # noqa: PLC0415
        from cells.oversight.registered import register_oversight  # noqa: PLC0415
        from cells.places.imports import KIND as VILLAGES  # noqa: PLC0415
        from sinho.documents.issuing import tells_bodies  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.filings.told import tells_terms  # noqa: PLC0415
        from sinho.imports.background import register_scopes  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415
        from sinho.printing.kinds import register as register_run  # noqa: PLC0415

        register_scopes(scope_of)
        tells_terms(term_on)
        tells_bodies(bodies_on)
        register(CELL_QUALITY)
        register(ORGANIZATIONS_FOUNDED)
        register_workbook(ORGANIZATIONS)
        register_workbook(VILLAGES)
        register_workbook(SHEET)
        register_run(CELL_SHEETS)
        also_tells(assessments_tell)
        register_directives()
        register_meetings()
        register_oversight()
