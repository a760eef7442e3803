"""The one exception that an action raises at a user."""


class Refused(Exception):
    """The act is allowed to this person in general, but not now or not so.

    `reasons` are sentences in Vietnamese, shown to the user as they are; the page answers 409 with them.
    """

    def __init__(self, reasons: str | list[str]):
        self.reasons = [reasons] if isinstance(reasons, str) else list(reasons)
        super().__init__(" ".join(self.reasons))
