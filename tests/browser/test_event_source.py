"""Clients that know nothing but `EventSource`, in a real Chromium against a real server."""

import json
import secrets
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Page
from tests.support.processes import Up
from tests.support.returning import until
from tests.support.rows import SCHEMA, Customers

SNIPPET = """
const eventSource = new EventSource(`/api/import-export/jobs/ws?jobId=${jobId}`)

eventSource.onmessage = (event) => {
  const message = JSON.parse(event.data)
  
  if (message.type === 'status_update') {
    console.log('Status:', message.status)
    console.log('Progress:', message.progress)
    console.log('Result:', message.result)
  } else if (message.type === 'error') {
    console.error('Error:', message.message)
  }
}

eventSource.onerror = (error) => {
  console.error('SSE error:', error)
  eventSource.close()
}
"""  # noqa: W293 (word for word)
"""The documentation's own, but for its last line, which closes what has just begun."""
KEEPING = (
    "const frames = []; eventSource.addEventListener('message', ({ data }) => frames.push(JSON.parse(data)));"
)
CLOSED = "eventSource.readyState === EventSource.CLOSED"
CUSTOMERS = Customers(20_000, {})


async def open_blank(page: Page, tree: Up, job_id: str) -> None:
    """A page of the server's own origin that is not the console's."""
    await page.open(f"{tree.http.base_url}/healthz")
    await page.evaluate(f"globalThis.jobId = {json.dumps(job_id)}")


async def watch_to_the_end(page: Page, tree: Up, job_id: str) -> list[dict[str, Any]]:
    await open_blank(page, tree, job_id)
    await page.evaluate(SNIPPET + KEEPING)
    await page.until(CLOSED)
    frames: list[dict[str, Any]] = await page.evaluate("frames")
    return frames


def streams(page: Page) -> list[int]:
    return [status for status, address in page.answers if "/jobs/ws" in address]


async def start_import(tree: Up, dataset: str) -> str:
    files = {"file": ("customers.csv", CUSTOMERS.csv())}
    data = {"dataset": dataset, "mode": "replace"}
    answer = await tree.http.post("/api/import-export/import", data=data, files=files)
    assert answer.status_code == 201, answer.text
    job_id: str = answer.json()["jobId"]
    return job_id


@pytest.fixture(scope="session")
async def dataset(tree: Up) -> str:
    answer = await tree.http.post("/v1/datasets", json={"name": secrets.token_hex(4), **SCHEMA})
    assert answer.status_code == 201, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


async def test_the_plain_snippet_sees_an_import_to_its_end(tree: Up, page: Page, dataset: str) -> None:
    """`connected`, then updates whose progress never falls, then COMPLETED with the counts; then quiet."""
    job_id = await start_import(tree, dataset)
    frames = await watch_to_the_end(page, tree, job_id)
    assert frames[0] == {"type": "connected", "jobId": job_id}
    updates = frames[1:]
    assert {update["type"] for update in updates} == {"status_update"}
    assert [update["progress"] for update in updates] == sorted(update["progress"] for update in updates)
    last = updates[-1]
    assert (last["status"], last["progress"], last["error"]) == ("COMPLETED", 100, None)
    assert (last["result"]["importedCount"], last["result"]["skippedCount"]) == (CUSTOMERS.number, 0)
    assert [words for words in page.said if words.startswith("Status:")] == [
        f"Status: {update['status']}" for update in updates
    ]
    assert streams(page) == [200]


async def test_an_export_that_is_done_downloads_from_its_link(
    tree: Up, page: Page, dataset: str, tmp_path: Path
) -> None:
    """`window.open(result.fileUrl)` saves the file under its name; `fetch` in the page gets those bytes."""
    await watch_to_the_end(page, tree, await start_import(tree, dataset))
    page.answers.clear()
    body = {"dataset": dataset, "format": "jsonl", "order": ["id"]}
    job_id = (await tree.http.post("/api/import-export/export", json=body)).json()["jobId"]
    frames = await watch_to_the_end(page, tree, job_id)
    assert (frames[-1]["status"], streams(page)) == ("COMPLETED", [200])
    result = frames[-1]["result"]
    await page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    await page.evaluate(f"void window.open({json.dumps(result['fileUrl'])}, '_blank')")
    saved = tmp_path / result["fileName"]
    await until(saved.is_file)
    text = await page.evaluate(f"fetch({json.dumps(result['fileUrl'])}).then((answer) => answer.text())")
    assert saved.read_bytes() == text.encode()
    assert saved.stat().st_size == result["fileSize"]
    assert [json.loads(line) for line in text.splitlines()] == list(CUSTOMERS.good())


async def test_a_client_that_never_closes_is_told_to_stop(tree: Up, page: Page, dataset: str) -> None:
    """It comes back after the end, as browsers do, and 204 makes that the last time; so for unknown jobs."""
    plain = SNIPPET.split("eventSource.onerror")[0] + KEEPING
    for job_id, word in ((await start_import(tree, dataset), "status_update"), ("imp_nobody", "error")):
        page.answers.clear()
        await open_blank(page, tree, job_id)
        await page.evaluate(plain)
        await page.until(CLOSED)
        assert (await page.evaluate("frames.at(-1)"))["type"] == word
        assert streams(page) == [200, 204]
    assert "Error: Job not found" in page.said
