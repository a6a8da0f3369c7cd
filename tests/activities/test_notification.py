"""One try to tell somebody, by mail or by webhook, and what Temporal is to do when it fails."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError

from activities.announcement import letter, message
from activities.notification import Notifier
from activities.providers.mail import Smtp
from tests.support.mailbox import Mailbox, mailbox
from tests.support.receiver import HANGS, Receiver, receiver
from webhooks import Webhooks, new_secret
from workflows.contracts.job import Counts, JobError, Status
from workflows.contracts.notification import EndedJob, Notice

SECRET = new_secret()
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PUBLIC = "https://calls.example"


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mailbox() as box:
        yield box


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver(SECRET) as there:
        yield there


def notice(about: dict[str, Any] | None = None, url: str | None = None, **more: Any) -> Notice:
    job: dict[str, Any] = {"kind": "documentary", "status": Status.COMPLETED, "percent": 100, **more}
    ended = EndedJob(id="job_1", owner="ann", about=about or {"topic": "Deftones"}, completed_at=AT, **job)
    to = {"webhook_url": url} if url else {"email": "ann@example.org"}
    return Notice(id="notify_job_1_x", shown="there", job=ended, **to)


def notifier(port: int = 25, at_once: int = 4) -> Notifier:
    smtp = Smtp("127.0.0.1", port, "callsheet@calls.example", "none")
    return Notifier(Webhooks(SECRET, ["127.0.0.1"]), smtp, PUBLIC, at_once)


async def test_a_letter_is_short_and_says_what_has_ended(box: Mailbox) -> None:
    """Plain text with a link, under an id that stays the same when it is sent again."""
    for _ in range(2):
        await notifier(box.port).mail(notice())
    first, again = box.letters
    assert box.recipients[0] == ["ann@example.org"]
    assert (first["To"], first["From"]) == ("ann@example.org", "callsheet@calls.example")
    assert first["Subject"] == "Your documentary about Deftones is ready"
    assert first["Message-ID"] == again["Message-ID"] == "<notify_job_1_x@calls.example>"
    assert first.get_content_type() == "text/plain"
    assert first.get_content().splitlines() == [
        "Your documentary about Deftones is ready.",
        "",
        "https://calls.example/#/documentary/job_1",
        "",
        "Job job_1, 2026-01-02 03:04 UTC.",
    ]


@pytest.mark.parametrize(
    ("job", "subject", "line"),
    [
        (
            notice({"imageName": "me.jpg", "tier": "4k"}, kind="enhancement", result={"artifact_id": "abc"}),
            "Your 4K version of me.jpg is ready",
            "https://calls.example/v1/artifacts/abc",
        ),
        (
            notice(
                {"totalItems": 1200},
                kind="annotation",
                counts=Counts(total=1200, processed=1190, succeeded=1180, failed=10, skipped=10),
            ),
            "Your batch of 1200 images is ready",
            "1,180 succeeded, 10 failed, 10 skipped.",
        ),
        (
            notice({"promptId": "a-fox"}, kind="generation"),
            "Your generation task of a-fox is ready",
            "https://calls.example/#/generation/job_1",
        ),
        (
            notice(status=Status.FAILED, error=JobError(code="x", message="No\nsong", retryable=True)),
            "Your documentary about Deftones has failed",
            "The reason: No song",
        ),
        (
            notice(kind="other", status=Status.CANCELLED),
            "Your other job was cancelled",
            "https://calls.example/",
        ),
    ],
)
async def test_every_kind_and_end_has_its_words(box: Mailbox, job: Notice, subject: str, line: str) -> None:
    """What is ready, how many of how many, why it failed."""
    await notifier(box.port).mail(job)
    assert box.letters[0]["Subject"] == subject
    assert line in box.letters[0].get_content().splitlines()


async def test_no_word_of_a_job_begins_another_header_or_line(box: Mailbox) -> None:
    """Line breaks of every kind become spaces; what is long is cut; what is not ASCII arrives."""
    evil = "Sigur Rós\r\nBcc: ben@example.org\r\n\r\nBuy\u2028now\x00" + " x" * 200
    await notifier(box.port).mail(notice({"topic": evil}))
    (mail,) = box.letters
    assert (mail["Bcc"], box.recipients) == (None, [["ann@example.org"]])
    assert str(mail["Subject"]).startswith("Your documentary about Sigur Rós Bcc: ben@example.org Buy now x")
    assert len(str(mail["Subject"])) == 150
    assert mail.get_content().splitlines()[0].startswith("Your documentary about Sigur Rós Bcc:")


@pytest.mark.parametrize(("says", "final"), [("550 Nobody here", True), ("451 Later", False)])
async def test_a_refused_letter_is_final_or_tried_again(box: Mailbox, says: str, final: bool) -> None:
    """As SMTP's codes mean it."""
    box.script = [says]
    with pytest.raises(ApplicationError, match=says) as refused:
        await notifier(box.port).mail(notice())
    assert refused.value.non_retryable is final
    await notifier(box.port).mail(notice())
    assert len(box.letters) == 1


async def test_a_mail_server_that_is_away_or_not_as_it_should_be_is_tried_again(box: Mailbox) -> None:
    """Nobody listens; it has no STARTTLS although that is insisted on: nothing goes out in the clear."""
    async with mailbox() as gone:
        port = gone.port
    with pytest.raises(ApplicationError, match="cannot be used") as away:
        await notifier(port).mail(notice())
    strict = Notifier(Webhooks(SECRET, ()), Smtp("127.0.0.1", box.port, "a@b.org"), "", 4)
    with pytest.raises(ApplicationError, match="STARTTLS") as bare:
        await strict.mail(notice())
    assert (away.value.non_retryable, bare.value.non_retryable, box.tries) == (False, False, [])


@pytest.mark.parametrize(
    ("says", "after_s"),
    [((429, "30"), 30), ((503, "7"), 7), ((503, ""), None), ((500, "30"), None), ((429, "99999"), 3600)],
)
async def test_a_receiver_may_say_when_to_come_back(
    there: Receiver, says: tuple[int, str], after_s: int | None
) -> None:
    """`Retry-After` of one that is busy becomes the delay of the next try, within an hour."""
    status, after = says
    there.script = [(status, {"Retry-After": after})]
    with pytest.raises(ApplicationError, match=str(status)) as refused:
        await notifier().webhook(notice(url=there.url))
    delay = timedelta(seconds=after_s) if after_s else None
    assert (refused.value.next_retry_delay, refused.value.non_retryable) == (delay, False)


async def test_dead_receivers_leave_room(there: Receiver) -> None:
    """Above so many at once a notice gives its place back, and comes again when theirs are over."""
    there.script = [HANGS, HANGS]
    telling = notifier(at_once=2)
    waiting = [asyncio.create_task(telling.webhook(notice(url=there.url))) for _ in range(2)]
    await there.arrived(2)
    with pytest.raises(ApplicationError, match="Other receivers") as refused:
        await telling.webhook(notice(url=there.url))
    assert refused.value.next_retry_delay == timedelta(seconds=15)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await telling.webhook(notice(url=there.url))
    assert [arrival.status for arrival in there.arrivals] == [HANGS, HANGS, 204]


async def test_the_dead_leave_room_for_the_living(there: Receiver) -> None:
    """Who gave no answer last time has half of the places, until it answers; others have all of them."""
    gone = notice(url="http://127.0.0.1:1/hook")
    telling = notifier(at_once=2)
    for _ in range(2):  # alone it may try as often as it likes
        with pytest.raises(ApplicationError, match="No answer"):
            await telling.webhook(gone)
    there.script = [HANGS]
    waiting = asyncio.create_task(telling.webhook(notice(url=there.url)))
    await there.arrived(1)
    with pytest.raises(ApplicationError, match="Other receivers"):
        await telling.webhook(gone)
    await telling.webhook(notice(url=there.url))
    assert [arrival.status for arrival in there.arrivals] == [HANGS, 204]
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


def test_without_a_public_address_links_are_relative_and_letters_have_none() -> None:
    """Nobody is sent to an address that leads nowhere."""
    job = notice(result={"artifact_id": "abc", "elapsed_ms": 5})
    told = message(job, "")["data"]
    assert (told["links"], told["result"]) == (
        {"self": "/v1/jobs/job_1"},
        {"elapsedMs": 5, "url": "/v1/artifacts/abc"},
    )
    assert "/v1" not in letter(job, "").text
    told = message(notice(result={"audio_artifact_id": "abc", "playlist_id": "pl"}), PUBLIC)["data"]
    assert told["result"] == {"audioUrl": f"{PUBLIC}/v1/artifacts/abc", "playlistId": "pl"}
    assert message(notice(result={"audio_artifact_id": None}), "")["data"]["result"] == {"audioUrl": None}
    assert message(notice(result_omitted=True), "")["data"]["resultOmitted"] is True
