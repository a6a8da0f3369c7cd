"""Somebody who does what a page says, line by line, in a folder and under a name of their own."""

import asyncio
import csv
import os
import re
import secrets
import shutil
import signal
import sys
import textwrap
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from tests.docs.exceptions import CUT, FAILS, LEFT_OUT
from tests.docs.snippets import ROOT, Snippet
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.terminal import at_terminal
from tests.support.workbooks import workbook

USUAL = re.compile(r"http://(127\.0\.0\.1|localhost):8888")
COMMENT = re.compile(r"\s+# .*$")
BIN = Path(sys.executable).parent
CURL = '#!/bin/sh\nexec {} --fail-with-body -sS -m 60 -H "X-Callsheet-Owner: $CALLSHEET_OWNER" "$@"\n'
PATIENCE_S = 100
ASKING = "callsheet import people.csv --into people"
ASKED = "Make the dataset people so?"
PEOPLE = [["id", "name", "email", "age", "city"]] + [
    [str(n), f"Ann {n}", f"ann{n}@example.org", str(20 + n), "Oslo"] for n in range(1, 30)
]


class Broken(NamedTuple):
    """A line of a document that does not do what it should."""

    name: str
    command: str
    told: str

    def __str__(self) -> str:
        return f"{self.name}: {self.command}\n{textwrap.indent(self.told.strip(), '    ')}"


class Reader:
    def __init__(self, house: House, files: Path, folder: Path, receiver: str, curl: str) -> None:
        self._house, self._folder, self._receiver = house, folder, receiver
        self._owner = f"reader-{secrets.token_hex(4)}"
        self._named = {"X-Callsheet-Owner": self._owner}
        tools = folder / ".tools"
        shutil.copytree(files, folder)
        tools.mkdir()
        (tools / "curl").write_text(CURL.format(curl))
        (tools / "curl").chmod(0o755)
        self._env = {
            **os.environ,
            "PATH": f"{tools}:{BIN}:{os.environ['PATH']}",
            "CALLSHEET_URL": house.url,
            "CALLSHEET_OWNER": self._owner,
            "TEMPORAL_ADDRESS": house.settings.temporal_address,
            "PYTHONPATH": str(ROOT),
        }

    async def follow(self, snippet: Snippet) -> list[Broken]:
        """What did not work."""
        if snippet.language == "python":
            told = await self._python(snippet)
            return [Broken(snippet.name, "python", told)] if told else []
        broken = []
        for command in snippet.commands():
            if not any(one.page == snippet.page.name and command.startswith(one.words) for one in LEFT_OUT):
                try:
                    told = await self._sh(snippet, command)
                except AssertionError as error:  # what it is about could not be made
                    told = str(error)
                broken += [Broken(snippet.name, command, told)] if told else []
        return broken

    async def _python(self, snippet: Snippet) -> str:
        text = snippet.text
        if cut := CUT.get(snippet.page.name):
            assert cut in text
            inside = textwrap.indent(text.replace(cut, "    return\n"), "    ")
            text = f"import asyncio\n\n\nasync def main():\n{inside}\n\nasyncio.run(main())\n"
        (self._folder / "snippet.py").write_text(text)
        return await self._done(0, sys.executable, "-W", "error", "snippet.py")

    async def _sh(self, snippet: Snippet, command: str) -> str:
        plain = COMMENT.sub("", command)
        if plain == ASKING:
            return await self._agreeing(plain)
        code = int((snippet.page.name, " ".join(command.split()[:3])) in FAILS)
        return await self._done(code, "sh", "-c", await self._filled(plain))

    async def _done(self, code: int, *command: str) -> str:
        """Nothing where it ended as it should, else what it said."""
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self._folder,
            env=self._env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                told, _ = await process.communicate()
        except TimeoutError:
            return f"did not end within {PATIENCE_S} s"
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.communicate()
        ended = process.returncode
        return "" if ended == code else f"{command[-1]}\nexit code {ended}\n{told.decode()}"

    async def _agreeing(self, command: str) -> str:
        """A question that is asked on a terminal alone."""
        moved = f"cd {self._folder} && exec {command}"
        env: Any = self._env
        async with at_terminal("/bin/sh", "-c", moved, **env) as (seen, process):
            await seen.shows(ASKED)
            seen.type("y\r")
            return "" if await process.wait() == 0 else seen.text

    async def _filled(self, command: str) -> str:
        """The addresses of the house, and for what a page leaves open what is there, or is made for it."""
        command = USUAL.sub(self._house.url, command)
        command = re.sub(r"\bURL\b", self._receiver, command)
        if '"..."' in command:
            command = command.replace("...", await self._house.upload(picture(), headers=self._named))
        if "dataset=people" in command:
            await self._people()
        if re.search(r"\bJOB\b", command):
            make = next((make for words, make in self._makers().items() if words in command), self._newest)
            command = re.sub(r"\bJOB\b", await make(), command)
        return command

    def _makers(self) -> dict[str, Callable[[], Awaitable[str]]]:
        return {
            "callsheet retry": self._stopped_task,
            "callsheet cancel": self._open_task,
            "workflow cancel": self._open_task,
            "annotations/JOB/cancel": self._slow_batch,
            "annotate --retry": self._failed_batch,
            "documentary --retry": self._stopped_documentary,
        }

    async def _newest(self) -> str:
        """The job of the last start, when it has ended."""
        page = (await self._house.http.get("/v1/jobs", params={"limit": 1}, headers=self._named)).json()
        job_id = str(page["data"][0]["id"]) if page["data"] else await self._stopped_task()
        await self._house.ended(job_id)
        return job_id

    async def _open_task(self) -> str:
        params = {"service": "KIE", "model": "IMAGEN4", "input": {"prompt": "a held fox"}}
        told = await self._post("/api/generation/tasks", {"promptId": "p", "providerParams": params})
        return str(told["data"]["id"])

    async def _stopped_task(self) -> str:
        return await self._stopped(await self._open_task())

    async def _stopped_documentary(self) -> str:
        return await self._stopped((await self._post("/api/music-doc", {"topic": "Radiohead"}))["jobId"])

    async def _stopped(self, job_id: str) -> str:
        await self._post(f"/v1/jobs/{job_id}/cancel", {})
        assert (await self._house.ended(job_id))["status"] == "cancelled"
        return job_id

    async def _slow_batch(self) -> str:
        images = [await self._house.upload(picture(), headers=self._named) for _ in range(12)]
        return await self._batch(images, rateLimitPerMinute=10)

    async def _failed_batch(self) -> str:
        job_id = await self._batch(["not-there"])
        await self._house.ended(job_id)
        return job_id

    async def _people(self) -> None:
        """As the commands above have made it, where nothing of this block has."""
        columns = [{"name": name, "type": "string"} for name in PEOPLE[0]]
        body = {"name": "people", "key": "id", "columns": columns}
        await self._house.http.post("/v1/datasets", json=body, headers=self._named)

    async def _batch(self, images: list[str], **more: Any) -> str:
        return str((await self._post("/api/batch/annotations/start", {"imageIds": images, **more}))["jobId"])

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self._house.http.post(path, json=body, headers=self._named)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told


def provide(folder: Path) -> None:
    """The files that readers are taken to have. The photo is so long that every tier of it is soon made."""
    folder.mkdir()
    Image.radial_gradient("L").resize((4200, 800)).convert("RGB").save(folder / "photo.jpg")
    (folder / "owl.png").write_bytes(picture())
    (folder / "photos").mkdir()
    for number in range(3):
        (folder / "photos" / f"{number}.png").write_bytes(picture(64 + number, 48))
    workbook(folder / "people.xlsx", PEOPLE)
    for name in ("people", "staff", "ages", "customers"):
        with (folder / f"{name}.csv").open("w", newline="") as file:
            header = ["E-Mail" if name == "customers" and one == "email" else one for one in PEOPLE[0]]
            csv.writer(file).writerows([header, *PEOPLE[1:]])
