"""A real Chromium without a window, driven over the DevTools protocol."""

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import websockets

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)
LARGEST = 256 * 1024 * 1024
PATIENCE_S = 60
SEEN = "document.readyState === 'complete'"


class ScriptFailed(Exception):
    """What a script in the page threw."""


class Page:
    """The one tab.

    `answers` are the statuses of what it has asked for, with their addresses; `said` what its scripts have
    logged; `complaints` what they have thrown, and what its policy has refused.
    """

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.answers: list[tuple[int, str]] = []
        self.said: list[str] = []
        self.complaints: list[str] = []

    async def listen(self) -> None:
        async for message in self._socket:
            told = json.loads(message)
            if "id" in told:
                self._waiting.pop(told["id"]).set_result(told)
            else:
                self._take(told["method"], told["params"])

    def forget(self, listening: asyncio.Task[None]) -> None:
        """The browser is gone: nobody answers any more."""
        ended = None if listening.cancelled() else listening.exception()
        for answer in self._waiting.values():
            answer.cancel(f"Chromium has ended: {ended}")

    def _take(self, method: str, facts: dict[str, Any]) -> None:
        if method == "Network.responseReceived":
            self.answers.append((facts["response"]["status"], facts["response"]["url"]))
        elif method == "Runtime.consoleAPICalled":
            self.said.append(" ".join(str(one.get("value", one["type"])) for one in facts["args"]))
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(_words(facts["exceptionDetails"]))
        elif method == "Log.entryAdded" and facts["entry"]["source"] != "network":
            self.complaints.append(facts["entry"]["text"])

    async def call(self, method: str, **facts: Any) -> dict[str, Any]:
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": facts}))
        told = await answer
        if "error" in told:
            raise ScriptFailed(f"{method}: {told['error']['message']}")
        result: dict[str, Any] = told["result"]
        return result

    async def open(self, address: str) -> None:
        await self.call("Page.navigate", url=address)
        await self.until(f"location.href.startsWith({json.dumps(address)}) && {SEEN}")

    async def evaluate(self, script: str) -> Any:
        """What it comes to, once that is there. Raises `ScriptFailed`."""
        told = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in told:
            raise ScriptFailed(_words(told["exceptionDetails"]))
        return told["result"].get("value")

    async def until(self, condition: str) -> Any:
        """Wait until it holds; what it comes to then."""
        script = f"""new Promise((resolve, reject) => {{
            const look = () => {{
                try {{
                    const found = ({condition});
                    if (found) resolve(found); else setTimeout(look, 30);
                }} catch (error) {{ reject(error); }}
            }};
            look();
        }})"""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    try:
                        return await self.evaluate(script)
                    except ScriptFailed as error:
                        if "navigated" not in str(error) and "destroyed" not in str(error):
                            raise
        except TimeoutError as late:
            raise AssertionError(
                f"never came true: {condition}; the page complains {self.complaints}"
            ) from late

    async def choose_file(self, selector: str, path: Path) -> None:
        """As a person does in the dialog of a file input."""
        document = await self.call("DOM.getDocument")
        found = await self.call("DOM.querySelector", nodeId=document["root"]["nodeId"], selector=selector)
        await self.call("DOM.setFileInputFiles", nodeId=found["nodeId"], files=[str(path)])

    async def press(self, key: str, code: int, text: str = "") -> None:
        for sort in ("keyDown", "keyUp"):
            typed = {"text": text} if text and sort == "keyDown" else {}
            await self.call(
                "Input.dispatchKeyEvent", type=sort, key=key, code=key, windowsVirtualKeyCode=code, **typed
            )

    async def show(self, width: int, height: int, *, dark: bool = False) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme])

    async def picture(self, path: Path) -> None:
        """The whole page, however long."""
        size = (await self.call("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        told = await self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(told["data"]))


def _words(details: dict[str, Any]) -> str:
    told: str = details.get("exception", {}).get("description") or details["text"]
    return told


def chromium() -> str:
    """Raises `AssertionError` where there is none: a test that needs it must not pass by."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "Chromium is missing; on Debian: apt-get install chromium"
    return found


@asynccontextmanager
async def browsing(data: Path) -> AsyncIterator[Page]:
    """A tab of a browser with nothing in it; gone afterwards with all its processes."""
    flags = [*FLAGS, f"--user-data-dir={data}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    process = await asyncio.create_subprocess_exec(
        chromium(), *flags, "about:blank", stderr=asyncio.subprocess.DEVNULL, start_new_session=True
    )
    try:
        async with websockets.connect(await _address(data, process), max_size=LARGEST) as socket:
            page = Page(socket)
            listening = asyncio.create_task(page.listen())
            listening.add_done_callback(page.forget)
            for domain in ("Page", "Network", "Runtime", "Log"):
                await page.call(f"{domain}.enable")
            await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            yield page
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # asked to end, some of its processes would write on
        await process.wait()


async def _address(data: Path, process: asyncio.subprocess.Process) -> str:
    """Of the tab's socket, as soon as the browser has said on which port it listens."""
    told = data / "DevToolsActivePort"
    async with asyncio.timeout(PATIENCE_S):
        while not (told.is_file() and told.read_text().strip()):
            assert process.returncode is None, "Chromium has ended at once"
            await asyncio.sleep(0.02)
    port = told.read_text().split()[0]
    async with httpx.AsyncClient() as http:
        targets = (await http.get(f"http://127.0.0.1:{port}/json/list")).json()
    address: str = next(one["webSocketDebuggerUrl"] for one in targets if one["type"] == "page")
    return address
