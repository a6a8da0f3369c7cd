"""What one round of housekeeping did."""

from workflows.contracts.base import Contract


class Swept(Contract):
    """Numbers of jobs: `settled` ended here with their refund, `reopened` after an operator's reset."""

    settled: int = 0
    reopened: int = 0
    purged: int = 0
