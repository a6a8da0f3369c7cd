"""One key's account: what it has left, and how many tasks it may begin."""

import time
from collections import deque


class Account:
    """At most `creates` new tasks per `window_s` seconds; what is refused for that does not count."""

    def __init__(self, balance: float, creates: int, window_s: float) -> None:
        self.balance = balance
        self.charged = self.returned = 0.0
        self._creates, self._window_s = creates, window_s
        self._recent: deque[float] = deque()

    def admits(self) -> bool:
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - self._window_s:
            self._recent.popleft()
        if len(self._recent) >= self._creates:
            return False
        self._recent.append(now)
        return True

    def charge(self, price: float) -> bool:
        """Whether there was enough."""
        if price > self.balance:
            return False
        self.balance -= price
        self.charged += price
        return True

    def give_back(self, price: float) -> None:
        self.balance += price
        self.returned += price

    def told(self) -> dict[str, float]:
        consumed = self.charged - self.returned
        return {
            "balance": self.balance,
            "charged": self.charged,
            "returned": self.returned,
            "consumed": consumed,
        }
