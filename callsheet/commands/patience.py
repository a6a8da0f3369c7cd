"""What passes is waited for: a server that starts again, or that has too much to do just now."""

from collections.abc import Awaitable, Callable

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from callsheet.wire import Refused, Unreachable

TRIES = 6
LONGEST_PAUSE_S = 8.0


def patiently(sleep: Callable[[float], Awaitable[None]]) -> AsyncRetrying:
    """For what may be done twice without harm."""
    return AsyncRetrying(
        retry=retry_if_exception(_passing),
        stop=stop_after_attempt(TRIES),
        wait=_pause_s,
        sleep=sleep,
        reraise=True,
    )


def _passing(error: BaseException) -> bool:
    return isinstance(error, Unreachable) or (isinstance(error, Refused) and error.passing)


def _pause_s(state: RetryCallState) -> float:
    """As long as the server asks for, else a little longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked_s = (error.retry_after_s if isinstance(error, Refused) else None) or 0.0
    growing_s: float = 0.5 * 2 ** (state.attempt_number - 1)
    return max(asked_s, min(growing_s, LONGEST_PAUSE_S))
