"""What is not to be had yet, through nobody's fault."""


class NotYet(Exception):
    """To be asked for again in `wait_s` seconds; `code` is a word for machines."""

    def __init__(self, message: str, wait_s: float, code: str = "not-yet") -> None:
        super().__init__(message)
        self.wait_s, self.code = wait_s, code
