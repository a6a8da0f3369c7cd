"""The documents cannot rot: whatever they show is done, with a real command, `curl` and `temporal`."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from itertools import chain
from pathlib import Path

import pytest
from temporalio.client import Client

from activities.enhancement import Enhancements
from activities.providers.local.waifu2x import Waifu2x
from callsheet.fakekie.faults import Script
from storage.artifacts import Artifacts
from storage.images import Decoder
from tests.docs.exceptions import CUT, FAILS, LEFT_OUT
from tests.docs.reader import Broken, Reader, provide
from tests.docs.snippets import PAGES, RUN, SHOWN, Snippet, snippets
from tests.support.generations import KEY, at
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.receiver import receiver
from tests.support.studio import Rehearsal, ScriptedNarrator
from webhooks import new_secret

AT_ONCE = 3
SECRET = new_secret()
ALL = [snippet for page in PAGES for snippet in snippets(page)]
HELD = 50


@pytest.fixture
async def house(temporal: Client, tmp_path: Path) -> AsyncIterator[House]:
    """All real but who speaks (a tone) and who draws: a look-alike of Kie.ai, which holds its foxes."""
    async with looking_alike(key=KEY, creates=1000) as kie:
        kie.script(*[Script(holds=True)] * HELD, about="a held fox")
        settings = at(kie, kie_creates=1000, webhook_secret=SECRET)
        narrator = ScriptedNarrator(Rehearsal())
        async with open_house(temporal, tmp_path, narrator=narrator, work=False, **settings) as house:
            artifacts, cores = Artifacts(house.database, house.settings.artifacts), house.settings.cores
            decoder = Decoder(house.settings.max_image_pixels, house.settings.decode_timeout_s, cores)
            house.enhancements = Enhancements(artifacts, decoder, Waifu2x(cores), cores)
            async with house.working():
                yield house


@pytest.mark.timeout(300)
async def test_all_that_the_documents_show_can_be_done(house: House, tmp_path: Path) -> None:
    """Every command and programme, in order; each block by somebody new, in a folder of their own."""
    curl = shutil.which("curl")
    assert curl, "curl is missing; on Debian: apt-get install curl"
    provide(tmp_path / "files")
    places = asyncio.Semaphore(AT_ONCE)
    async with receiver(SECRET) as there:

        async def follow(snippet: Snippet) -> list[Broken]:
            async with places:
                folder = tmp_path / snippet.name.replace(":", "-")
                return await Reader(house, tmp_path / "files", folder, there.url, curl).follow(snippet)

        longest_first = sorted(ALL, key=lambda one: -len(list(one.commands())) if one.language == "sh" else 0)
        async with asyncio.TaskGroup() as group:
            following = [group.create_task(follow(one)) for one in longest_first if one.language in RUN]
    broken = list(chain.from_iterable(task.result() for task in following))
    assert not broken, "\n\n".join(map(str, broken))


def test_every_block_says_what_it_is() -> None:
    """In the language that it is written in; a block without one would be run by nobody."""
    assert [one.name for one in ALL if one.language not in (*RUN, *SHOWN)] == []
    assert {page.name for page in PAGES} >= {
        "README.md",
        "enhancement.md",
        "batches.md",
        "datasets.md",
        "documentaries.md",
        "generation.md",
    }


def test_what_is_not_run_is_listed_and_nothing_else() -> None:
    """Each exception is of something that is there, with its reason; they are few."""
    lines = [(one.page.name, command) for one in ALL if one.language == "sh" for command in one.commands()]
    left = [
        line
        for line in lines
        if any(line[0] == one.page and line[1].startswith(one.words) for one in LEFT_OUT)
    ]
    for one in LEFT_OUT:
        assert one.why
        assert any(page == one.page and command.startswith(one.words) for page, command in left), one
    for page, words in FAILS:
        assert any(page == name and command.startswith(words) for name, command in lines), words
    for page, words in CUT.items():
        assert any(one.page.name == page and words in one.text for one in ALL if one.language == "python"), (
            page
        )
    assert len(left) == 12
    assert len(lines) - len(left) >= 60
