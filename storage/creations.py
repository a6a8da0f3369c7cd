"""Paid calls to a provider without idempotency keys: the intent is written first, one attempt holds it."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select, update

from storage import slots
from storage.creation_rows import (
    ACCEPTED,
    CALLING,
    ENDED,
    READY,
    REFUSED,
    UNANSWERED,
    UNKNOWN,
    CreationMissing,
    CreationTaken,
    change,
    has_news,
    named,
    said,
    taken,
)
from storage.database import Database
from storage.generation_tables import creations
from storage.slots import Rate
from workflows.contracts.generation import GenerationRequest, Standing

__all__ = [
    "ACCEPTED",
    "CALLING",
    "ENDED",
    "MOST_HINTS",
    "READY",
    "REFUSED",
    "UNKNOWN",
    "CreationMissing",
    "CreationTaken",
    "Creations",
    "Kept",
    "Made",
    "Spending",
]
MOST_HINTS = 5


class Made(NamedTuple):
    """How a creation stands. `wait_s`: the rate allows the call only then, and it was not begun.

    `mine`: this attempt has begun the call just now, and has to make it.
    """

    state: str
    external_id: str | None
    wait_s: float = 0
    mine: bool = False


class Kept(NamedTuple):
    """`hints` are ids that callbacks or operators named, `hinted` whether one came after the last look."""

    id: str
    job_id: str
    family: str
    state: str
    external_id: str | None
    hints: tuple[str, ...]
    hinted: bool
    outcome: Standing | None
    called_at: datetime | None


class Spending(NamedTuple):
    """Of all paid calls of a provider: `credits` are the provider's, as far as it told them."""

    tasks: int
    accepted: int
    unknown: int
    credits: float


class Creations:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, request: GenerationRequest, holder: str, rate: Rate, *, prepared: bool = True
    ) -> Made:
        """Write down that the holder makes the call, if nobody ever did; with its slot, or not at all.

        Who is not prepared only hears how it stands. Raises `CreationTaken` and `CreationMissing`.
        """
        async with self._database.writing() as connection:
            row = await taken(connection, request)
            if row.state == CALLING:  # by somebody who is not there any more
                await change(connection, row.id, state=UNKNOWN)
                return Made(UNKNOWN, None)
            if row.state != READY or not prepared:
                return Made(row.state, row.external_id)
            if has_news(row):  # of a call that was thought not to be accepted: looked at before another
                return Made(UNKNOWN, None)
            if wait_s := await slots.take(connection, rate, row.id):
                return Made(READY, None, wait_s)
            await change(connection, row.id, state=CALLING, holder=holder, called_at=datetime.now(UTC))
        return Made(CALLING, None, mine=True)

    async def answered(self, creation_id: str, holder: str, rate: Rate, external_id: str) -> bool:
        """The call was accepted. False where nobody will ask for that task: another call was begun since, or
        what is known of it was removed."""
        values = {"state": ACCEPTED, "external_id": external_id}
        same = creations.c.id == creation_id, creations.c.external_id == external_id
        async with self._database.writing() as connection:
            heard = await said(connection, creation_id, holder, values, (*UNANSWERED, READY))
            await slots.spent(connection, rate, creation_id)
            return heard or await connection.scalar(select(creations.c.id).where(*same)) is not None

    async def refused(self, creation_id: str, holder: str, rate: Rate, *, final: bool) -> None:
        """The call was surely not accepted."""
        values: dict[str, Any] = {"state": REFUSED if final else READY, "holder": None, "called_at": None}
        async with self._database.writing() as connection:
            await said(connection, creation_id, holder, values, UNANSWERED)
            await slots.spent(connection, rate, creation_id)

    async def unanswered(self, creation_id: str, holder: str, rate: Rate) -> None:
        """The call has ended, and nobody knows how it went."""
        async with self._database.writing() as connection:
            await said(connection, creation_id, holder, {"state": UNKNOWN, "holder": None}, UNANSWERED)
            await slots.spent(connection, rate, creation_id)

    async def hint(self, creation_id: str | None, external_id: str | None) -> str | None:
        """Somebody says that there is news; the job to wake, None where nobody has to be woken for it.

        Which of the two ids is known does not matter; another id for an accepted task is not listened to.
        Raises `CreationMissing`.
        """
        async with self._database.writing() as connection:
            row = await named(connection, creation_id, external_id)
            if row.state in (ENDED, REFUSED):
                return None
            known = external_id is None or row.external_id is not None or external_id in row.hints
            awake = has_news(row) and (known or len(row.hints) == MOST_HINTS)
            hints = row.hints if known else [*row.hints, external_id][-MOST_HINTS:]
            await change(connection, row.id, hints=hints, hinted_at=datetime.now(UTC))
            return None if awake else str(row.job_id)

    async def look(self, request: GenerationRequest, rate: Rate) -> Kept | float:
        """What is known of it, as somebody is about to look; or the seconds until the rate allows that.

        Raises `CreationTaken`.
        """
        async with self._database.writing() as connection:
            row = await taken(connection, request)
            if row.outcome is None and (wait_s := await slots.take(connection, rate, row.id)):
                return wait_s
            await change(connection, row.id, looked_at=datetime.now(UTC))
        return _kept(row, has_news(row))

    async def adopt(self, creation_id: str, external_id: str) -> bool:
        """That is the provider's task: seen there, and named by whoever may know. False where it is another
        call's."""
        others = creations.c.external_id == external_id, creations.c.id != creation_id
        async with self._database.writing() as connection:
            if await connection.scalar(select(creations.c.id).where(*others).limit(1)):
                return False
            ours = creations.c.id == creation_id, creations.c.state.in_((*UNANSWERED, READY))
            values = {"state": ACCEPTED, "external_id": external_id}
            await connection.execute(update(creations).where(*ours).values(values))
        return True

    async def set_free(self, creation_id: str, call_s: float) -> float | None:
        """An operator found out that the call was never accepted: it may be made again.

        None where its outcome is not unknown. Seconds where nobody has seen that call end, which takes
        `call_s` at the most: that is waited for, and nothing happens now.
        """
        async with self._database.writing() as connection:
            row = await named(connection, creation_id, None)
            if row.state != UNKNOWN:
                return None
            since_s = (datetime.now(UTC) - row.called_at).total_seconds() if row.called_at else call_s
            if row.holder and 0 <= since_s < call_s:
                return call_s - since_s
            await change(connection, row.id, state=READY)
        return 0

    async def end(self, creation_id: str, standing: Standing) -> Standing:
        """Keep the provider's last word; what is kept now."""
        async with self._database.writing() as connection:
            row = await named(connection, creation_id, None)
            if row.outcome is not None:
                return Standing.model_validate(row.outcome)
            said = standing.model_dump(mode="json")
            await change(connection, creation_id, state=ENDED, outcome=said, ended_at=datetime.now(UTC))
        return standing

    async def of_job(self, job_id: str) -> Kept | None:
        """The creation that the job needs; None where it makes none, or another job carries it on."""
        query = select(creations).where(creations.c.job_id == job_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return _kept(row, hinted=False) if row else None

    async def find(self, creation_id: str) -> Kept | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(creations).where(creations.c.id == creation_id))).first()
        return _kept(row, hinted=False) if row else None

    async def spending(self, provider: str) -> Spending:
        taken = func.coalesce(func.sum(creations.c.outcome["credits"].as_float()), 0.0)
        known = func.count().filter(creations.c.external_id.is_not(None))
        unknown = func.count().filter(creations.c.state.in_(UNANSWERED))
        query = select(func.count(), known, unknown, taken).where(creations.c.provider == provider)
        async with self._database.reading() as connection:
            return Spending(*(await connection.execute(query)).one())


def _kept(row: Row[Any], hinted: bool) -> Kept:
    return Kept(
        id=row.id,
        job_id=row.job_id,
        family=row.family,
        state=row.state,
        external_id=row.external_id,
        hints=tuple(row.hints),
        hinted=hinted,
        outcome=Standing.model_validate(row.outcome) if row.outcome else None,
        called_at=row.called_at,
    )
