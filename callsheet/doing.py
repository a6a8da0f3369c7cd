"""What `useMutation` tells a page: whether a thing is being done, and how it went the last time."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from callsheet.listeners import tell
from callsheet.wire import CallsheetError

T = TypeVar("T")


class Doing(Generic[T]):
    """`data` is what the last one came to, `error` why it came to nothing."""

    def __init__(self) -> None:
        self.data: T | None = None
        self.error: CallsheetError | None = None
        self._going_on = 0

    @property
    def is_pending(self) -> bool:
        return self._going_on > 0

    async def do(self, call: Awaitable[T], on_error: Callable[[CallsheetError], object] | None) -> T:
        """Raises what the call raises, after `on_error` has heard of it."""
        self._going_on, self.error = self._going_on + 1, None
        try:
            self.data = await call
        except CallsheetError as error:
            self.error = error
            await tell(on_error, error)
            raise
        finally:
            self._going_on -= 1
        return self.data
