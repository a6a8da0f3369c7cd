"""One image of one owner behind thousands of another's: how much longer it takes than on an idle system.

`python -m bench.behind --number 10000`; both owners are unlimited, so that nothing but fairness helps.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from bench.thousands import shelve, specimens
from tests.support.processes import Up, up

ROUNDS = 7
START = "/api/batch/annotations/start"


async def run(number: int) -> None:
    every = [one for one in specimens(number) if one.code is None]
    with tempfile.TemporaryDirectory() as folder:
        async with up(Path(folder), "--workers", "2") as house:
            await shelve(house.data, every)
            names = [one.name for one in every]
            for owner in ("ann", "ben"):
                await house.http.put(f"/v1/owners/{owner}", json={"tier": "unlimited"})
            await timed(house, names[0])  # the workers' first children
            idle = [await timed(house, name) for name in names[1 : ROUNDS + 1]]
            body = {"imageIds": names[ROUNDS:], "ownerId": "ann", "text": False}
            big = (await house.http.post(START, json=body)).json()["jobId"]
            while (await job(house.http, big))["counts"]["processed"] < 100:
                await asyncio.sleep(0.2)
            behind = [await timed(house, name) for name in names[1 : ROUNDS + 1]]
            left = (await job(house.http, big))["counts"]
    one, other = statistics.median(idle), statistics.median(behind)
    print(f"idle {one:.2f} s, behind {left['total']:,} images {other:.2f} s: {other / one:.1f} times")
    print(f"worst {max(idle):.2f} and {max(behind):.2f} s; {left['processed']:,} of the others done by then")


async def timed(house: Up, name: str) -> float:
    """Seconds from the request to the end of a batch of one image."""
    began = time.monotonic()
    body = {"imageIds": [name], "ownerId": "ben", "text": False}
    job_id = (await house.http.post(START, json=body)).json()["jobId"]
    path, known = f"/v1/jobs/{job_id}", None
    while True:
        answer = await house.http.get(path, params={"wait": 10}, headers={"If-None-Match": known or ""})
        if answer.status_code == 200 and answer.json()["status"] in ("completed", "failed"):
            return time.monotonic() - began
        known = answer.headers.get("etag", known)


async def job(http: httpx.AsyncClient, job_id: str) -> dict[str, dict[str, int]]:
    told: dict[str, dict[str, int]] = (await http.get(f"/v1/jobs/{job_id}")).json()
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.behind", description=__doc__)
    parser.add_argument("--number", type=int, default=10_000)
    asyncio.run(run(parser.parse_args().number))
    os._exit(0)  # Temporal's native part may crash while the interpreter ends
