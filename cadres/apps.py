from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cadres.movements.actions.moving import follow_post  # noqa: PLC0415
        from cadres.movements.report.candidates import take_ratings_from  # noqa: PLC0415
        from cadres.movements.report.form11 import KIND as FORM_11  # noqa: PLC0415
        from cadres.movements.report.story import tell as movements_tell  # noqa: PLC0415
        from cadres.planning.report.form12c import KIND as FORM_12C  # noqa: PLC0415
        from cadres.planning.report.story import tell as plans_tell  # noqa: PLC0415
        from cadres.reviews.report.year import rated_lowest, rated_members  # noqa: PLC0415
        from cadres.reviews.story import tell as reviews_tell  # noqa: PLC0415
        from cadres.staff.actions.correcting import followed_by  # noqa: PLC0415
        from cadres.staff.imports import KINDS as STAFF_WORKBOOKS  # noqa: PLC0415
        from cadres.staff.life import also_tells  # noqa: PLC0415
        from cadres.staff.report import KIND  # noqa: PLC0415
        from cadres.statistics.report import KINDS as STATISTICS  # noqa: PLC0415
        from cadres.statistics.report.register import register as register_forms  # noqa: PLC0415
        from cadres.training.imports import KINDS as TRAINING_WORKBOOKS  # noqa: PLC0415
        from cadres.training.report import KINDS as TRAINING  # noqa: PLC0415
        from cadres.training.report.story import tell as training_tells  # noqa: PLC0415
        from members.ratings.models.gates import tells_staff  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415

        for kind in (KIND, *STATISTICS, *TRAINING, FORM_11, FORM_12C):
            register(kind)
        register_forms()
        for kind in (*STAFF_WORKBOOKS, *TRAINING_WORKBOOKS):
            register_workbook(kind)
        for tell in (movements_tell, plans_tell, training_tells, reviews_tell):
            also_tells(tell)
        followed_by(follow_post)
        take_ratings_from(rated_lowest)
        tells_staff(rated_members)
