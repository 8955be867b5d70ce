"""Why a file cannot be taken at all."""

from manuals.importing.enums import Refusal


class Refused(Exception):
    """The whole file is refused and nothing of it is kept; the text is one Japanese sentence."""

    def __init__(self, reason: Refusal, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
