"""The client core against the real API: what it hears of real jobs, and that its connections are gone."""

import asyncio
from collections import Counter
from pathlib import Path

from temporalio.client import Client

from tests.support.fakes import StagedEnhancements
from tests.support.house import open_house
from tests.support.pictures import picture
from tests.web.core_client import core_client


async def test_a_page_watches_three_sizes_to_their_ends(temporal: Client, tmp_path: Path) -> None:
    """Over one connection, each end once; a fourth job that is not there is refused."""
    staged = StagedEnhancements()
    async with open_house(temporal, tmp_path, staged) as house, core_client() as client:
        ids = await house.enhance(await house.upload(picture()), "1k", "2k", "4k")
        listening = asyncio.create_task(client.run({"url": house.url, "watch": ids, "pace": {}}))
        while not house.rooms.streams.open:
            await asyncio.sleep(0.02)
        assert house.rooms.streams.open == 1
        staged.go.set()
        told = await listening
        ends = Counter(line.split(" ")[0] for line in told["events"] if " completed " in line)
        assert ends == dict.fromkeys(ids, 1)
        assert set(told["final"]) == set(ids)
        assert (told["timers"], told["waits_ms"]) == (0, [])
        late = await client.run({"url": house.url, "watch": [ids[0], "enh_nothing"], "pace": {}})
        assert [line.split(" ")[1:3] for line in late["events"]][-1] == ["refused", "404"]
        assert len(late["events"]) == 2
        while house.rooms.streams.open:
            await asyncio.sleep(0.02)
