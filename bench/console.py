"""The console in a real Chromium: how soon it is seen, how much its scripts weigh, how smooth 1,000 jobs are.

A hundred of them change five times a second. Times are Chromium's own.
"""

import asyncio
import json
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.place import place
from tests.support.browser import Page, browsing
from tests.support.pretended import Wire, many, pretended

JOBS, CHANGING, PER_SECOND, SECONDS = 1000, 100, 5, 10
LOADS = 9
VIEWS = ("", "#/jobs")
FIRST_PAINT_MS, SCRIPT_BYTES, FRAME_MS = 200, 60_000, 50
LIVE = "document.getElementById('connection').dataset.state === 'live'"
LOADED = """(() => {
    const paints = performance.getEntriesByType('paint');
    const named = Object.fromEntries(paints.map((one) => [one.name, one.startTime]));
    const files = performance.getEntriesByType('resource');
    const scripts = files.filter(({ name }) => name.endsWith('.js'));
    const weight = (some) => some.reduce((sum, one) => sum + one.encodedBodySize, 0);
    const [page] = performance.getEntriesByType('navigation');
    return {
        paint: named['first-paint'], content: named['first-contentful-paint'], files: files.length,
        scripts: scripts.length, script: weight(scripts), all: weight(files) + page.encodedBodySize,
    };
})()"""
MORE = "document.getElementById('overview-more')"
ROWS = "document.querySelectorAll('#overview-rows > [data-job]').length"
WATCH = """globalThis.seen = { frames: [], tasks: [] };
new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: 'longtask' });
const look = (at) => { seen.frames.push(at); requestAnimationFrame(look); };
requestAnimationFrame(look);"""
SPENT = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


@asynccontextmanager
async def tab() -> AsyncIterator[Page]:
    with TemporaryDirectory(prefix="callsheet-bench-", ignore_cleanup_errors=True) as folder:
        async with browsing(Path(folder)) as page:
            await page.show(1280, 900)
            yield page


async def load(page: Page, url: str, view: str) -> dict[str, float]:
    """One load with nothing kept from before."""
    await page.open("about:blank")
    await page.open(f"{url}/{view}")
    await page.until(f"{LIVE} && performance.getEntriesByName('first-contentful-paint').length")
    told: dict[str, float] = await page.evaluate(LOADED)
    return told


async def loads(page: Page, url: str, view: str) -> dict[str, Any]:
    """Medians of some loads; the first one, which warms the server up, is left out."""
    await page.call("Network.setCacheDisabled", cacheDisabled=True)
    seen = [await load(page, url, view) for _ in range(LOADS)][1:]
    await page.call("Network.setCacheDisabled", cacheDisabled=False)
    return {name: round(statistics.median(one[name] for one in seen)) for name in seen[0]}


async def changing(wire: Wire) -> None:
    """The newest jobs move, spread over each fifth of a second as jobs of different people are."""
    ids, clock = [*wire.jobs][-CHANGING:], asyncio.get_running_loop()
    began, pause = clock.time(), 1 / PER_SECOND / CHANGING
    for number in range(SECONDS * PER_SECOND * CHANGING):
        await asyncio.sleep(began + number * pause - clock.time())
        turn, job_id = divmod(number, CHANGING)
        wire.tell(ids[job_id], percent=40 + turn, detail=f"tile {turn} of 60", etaMs=60_000 - 1000 * turn)


async def spent(page: Page) -> dict[str, float]:
    told = await page.call("Performance.getMetrics")
    return {one["name"]: one["value"] for one in told["metrics"] if one["name"] in SPENT}


async def smoothness(page: Page, wire: Wire, scroll: bool) -> dict[str, Any]:
    """Times between frames in ms, tasks over 50 ms, and what share of the page's thread went where."""
    await page.evaluate(WATCH)
    before = await spent(page)
    if scroll:
        await page.evaluate("void setInterval(() => scrollBy(0, scrollY > 9000 ? -9000 : 40), 16)")
    await changing(wire)
    after = await spent(page)
    seen = json.loads(await page.evaluate("JSON.stringify(seen)"))
    gaps = sorted(b - a for a, b in zip(seen["frames"], seen["frames"][1:], strict=False))
    parts = statistics.quantiles(gaps, n=100)
    shares = {name: round(100 * (after[name] - before[name]) / SECONDS) for name in SPENT}
    return {
        "p50": round(parts[49], 1),
        "p95": round(parts[94], 1),
        "p99": round(parts[98], 1),
        "longest": round(gaps[-1], 1),
        "frames a second": round(len(gaps) / SECONDS),
        "long tasks": len(seen["tasks"]),
        "thread": " / ".join(f"{shares[name]} %" for name in SPENT),
    }


async def listed(page: Page, url: str) -> None:
    """All of them, page after page, as somebody gets there who wants to."""
    await page.open("about:blank")
    await page.open(f"{url}/{VIEWS[-1]}")
    await page.until(LIVE)
    await page.call("Performance.enable")
    while await page.until(f"{ROWS} && {MORE}.disabled === false && {ROWS}") < JOBS:
        await page.evaluate(f"{MORE}.click()")


async def run() -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    async with tab() as page, pretended(Wire(many(JOBS, 2 * CHANGING))) as wire:
        first = {f"scripted, /{view}": await loads(page, wire.url, view) for view in VIEWS}
        smooth = {}
        for scroll in (False, True):
            await listed(page, wire.url)
            smooth["scrolled" if scroll else "at rest"] = await smoothness(page, wire, scroll)
    async with place() as here, tab() as page:
        first |= {f"callsheet up, /{view}": await loads(page, here.options.url, view) for view in VIEWS}
    for what, seen in {**{f"{JOBS} jobs, {what}": one for what, one in smooth.items()}, **first}.items():
        rows += [{"what": f"{what}: {name}", "figure": value} for name, value in seen.items()]
    met = all(seen["paint"] < FIRST_PAINT_MS and seen["script"] < SCRIPT_BYTES for seen in first.values())
    smooth_enough = all(seen["p99"] < FRAME_MS for seen in smooth.values())
    return {
        "title": "console in Chromium (ms, bytes on the wire)",
        "rows": rows,
        "goal": f"first paint {FIRST_PAINT_MS} ms, scripts {SCRIPT_BYTES} bytes, p99 of frames {FRAME_MS} ms",
        "met": met and smooth_enough,
    }
