"""Jobs by page number, as older clients ask for them; who reads on while others start sees some twice."""

from typing import NamedTuple

from sqlalchemy import func, select

from storage import job_rows
from storage.database import Database
from storage.job_rows import Filters
from storage.tables import jobs
from workflows.contracts.job import Job


class Page(NamedTuple):
    """`total` counts all pages' jobs."""

    jobs: list[Job]
    total: int


class Listing:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, filters: Filters, dataset_id: str | None, number: int, limit: int) -> Page:
        """The page of that number, from 1; newest first."""
        where = job_rows.conditions(filters)
        if dataset_id is not None:
            where.append(jobs.c.input["datasetId"].as_string() == dataset_id)
        newest = job_rows.select_jobs().where(*where).order_by(jobs.c.seq.desc())
        async with self._database.reading() as connection:
            total = await connection.scalar(select(func.count()).select_from(jobs).where(*where))
            rows = await connection.execute(newest.offset((number - 1) * limit).limit(limit))
            return Page([job_rows.read(row) for row in rows], total or 0)
