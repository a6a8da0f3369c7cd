"""What a refusal looks like, and what is left of what was refused: nothing."""

from pathlib import Path

import httpx

from tests.support.house import House

TABLES = [
    *("jobs", "starts", "answers", "credit_entries", "datasets", "files", "loads"),
    *("artifacts", "creations", "loans", "prompts"),
]
FOLDERS = ("uploads", "media", "results")


def check(answer: httpx.Response, status: int, pointer: str | None = None) -> None:
    """A problem with that status, which points there, and in the words that older clients read."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["requestId"]) == (status, answer.headers["x-request-id"])
    assert problem["detail"]
    if pointer is not None:
        assert pointer in [error["pointer"] for error in problem["errors"]], problem["errors"]
    if answer.request.url.path.startswith("/api/"):
        assert problem["ok"] is False
        assert problem["error"] == problem["message"] == problem["detail"]


async def left(house: House) -> dict[str, int]:
    """How much there is of all that a request can leave behind."""
    found = {
        folder: len(list(Path(house.settings.data, "artifacts").glob(f"{folder}/*"))) for folder in FOLDERS
    }
    async with house.database.reading() as connection:
        for table in TABLES:
            number = await connection.exec_driver_sql(f"select count(*) from {table}")
            found[table] = int(number.scalar_one())
    return found
