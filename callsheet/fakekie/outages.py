"""Calls that fail whatever they are about: an upload, the balance, every status call for a while."""

from callsheet.fakekie.sayings import Saying


class Outages:
    def __init__(self) -> None:
        self._left: list[tuple[str, Saying, int | None]] = []

    def begin(self, saying: Saying, on: str = "", times: int | None = 1) -> None:
        """What the next `times` calls come to whose path holds `on`; None: all, until `end`."""
        self._left.append((on, saying, times))

    def end(self) -> None:
        """From now on nothing fails for that."""
        self._left.clear()

    def of(self, path: str) -> Saying | None:
        """What a call comes to, and counts it."""
        for number, (on, saying, times) in enumerate(self._left):
            if on in path:
                if times is not None:
                    self._left[number : number + 1] = [(on, saying, times - 1)] if times > 1 else []
                return saying
        return None
