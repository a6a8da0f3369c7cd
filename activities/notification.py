"""Tells receivers of ended jobs: one try, by webhook or by mail; when to try again is Temporal's."""

from collections.abc import Iterator
from contextlib import contextmanager

from activities.announcement import letter, message
from activities.failures import refusals
from activities.providers.base import Mailer, ProviderBusy, ProviderRejected
from activities.providers.wire.delays import retry_after
from webhooks import Answer, Webhooks
from workflows.contracts.notification import Delivered, Notice
from workflows.ports import NotificationActivities

OTHERS_TAKE_S = 15.0
ASKED_TO_WAIT = (429, 503)


class Notifier(NotificationActivities):
    """`at_once` notices are under way at a time: those of dead receivers leave room for jobs."""

    def __init__(self, webhooks: Webhooks, mailer: Mailer | None, public_url: str, at_once: int) -> None:
        self._webhooks = webhooks
        self._mailer = mailer
        self._public_url = public_url.rstrip("/")
        self._room = max(at_once, 1)

    async def webhook(self, notice: Notice) -> Delivered:
        with refusals(), self._place():
            told = message(notice, self._public_url)
            answer = await self._webhooks.post(str(notice.webhook_url), notice.id, told)
            _check(answer)
        return Delivered(told=answer.told)

    async def mail(self, notice: Notice) -> Delivered:
        with refusals(), self._place():
            if self._mailer is None:
                raise ProviderBusy("No mail server is set (CALLSHEET_SMTP_HOST)")  # one may be, soon
            return Delivered(told=await self._mailer.send(letter(notice, self._public_url)))

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Whoever finds none holds none while waiting."""
        if not self._room:
            raise ProviderBusy("Other receivers are being told", OTHERS_TAKE_S)
        self._room -= 1
        try:
            yield
        finally:
            self._room += 1


def _check(answer: Answer) -> None:
    if answer.delivered:
        return
    if answer.final:
        raise ProviderRejected("receiver-refused", answer.told)
    after = answer.retry_after if answer.status in ASKED_TO_WAIT else None
    raise ProviderBusy(answer.told, retry_after({"retry-after": after} if after else {}, {}))
