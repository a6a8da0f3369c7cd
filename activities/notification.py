"""Tells receivers of ended jobs: one try, by webhook or by mail; when to try again is Temporal's."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from activities.announcement import letter, message
from activities.failures import refusals
from activities.providers.base import Mailer, ProviderBusy, ProviderRejected
from activities.providers.wire.delays import retry_after
from webhooks import Answer, Webhooks
from workflows.contracts.notification import Delivered, Notice
from workflows.ports import NotificationActivities

OTHERS_TAKE_S = 15.0
ASKED_TO_WAIT = (429, 503)
MAIL = "mail"
MOST_SILENT = 1000


class Notifier(NotificationActivities):
    """`at_once` notices are under way at a time: those of dead receivers leave room for jobs.

    Who gave no answer last time finds a place in the first half only, so the dead leave room for the living.
    """

    def __init__(self, webhooks: Webhooks, mailer: Mailer | None, public_url: str, at_once: int) -> None:
        self._webhooks = webhooks
        self._mailer = mailer
        self._public_url = public_url.rstrip("/")
        self._most, self._under_way = max(at_once, 1), 0
        self._silent: dict[str, None] = {}  # the newest last

    async def webhook(self, notice: Notice) -> Delivered:
        receiver = urlsplit(str(notice.webhook_url)).netloc
        with refusals(), self._place(receiver):
            told = message(notice, self._public_url)
            answer = await self._webhooks.post(str(notice.webhook_url), notice.id, told)
            self._note(receiver, silent=answer.status is None)
            _check(answer)
        return Delivered(told=answer.told)

    async def mail(self, notice: Notice) -> Delivered:
        with refusals(), self._place(MAIL):
            if self._mailer is None:
                raise ProviderBusy("No mail server is set (CALLSHEET_SMTP_HOST)")  # one may be, soon
            try:
                told = await self._mailer.send(letter(notice, self._public_url))
            except ProviderBusy:
                self._note(MAIL, silent=True)
                raise
            self._note(MAIL, silent=False)
        return Delivered(told=told)

    @contextmanager
    def _place(self, receiver: str) -> Iterator[None]:
        """Whoever finds none holds none while waiting."""
        most = max(self._most // 2, 1) if receiver in self._silent else self._most
        if self._under_way >= most:
            raise ProviderBusy("Other receivers are being told", OTHERS_TAKE_S)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    def _note(self, receiver: str, *, silent: bool) -> None:
        self._silent.pop(receiver, None)
        if silent:
            self._silent[receiver] = None
        if len(self._silent) > MOST_SILENT:
            del self._silent[next(iter(self._silent))]


def _check(answer: Answer) -> None:
    if answer.delivered:
        return
    if answer.final:
        raise ProviderRejected("receiver-refused", answer.told)
    after = answer.retry_after if answer.status in ASKED_TO_WAIT else None
    raise ProviderBusy(answer.told, retry_after({"retry-after": after} if after else {}, {}))
