"""What owners have before they start anything: images, datasets, the tier that the operator gave them."""

import asyncio
from collections.abc import Sequence
from random import Random

from callsheet.chaos import sheets
from callsheet.chaos.batch_plan import Batch
from callsheet.chaos.bodies import Ids
from callsheet.chaos.caller import Caller

OPERATOR = ""
DATASETS = "/v1/datasets"
UPLOADS = "/api/generation/uploads"


class Shelf:
    """Each image is uploaded when it is first asked for. `tag` makes names this run's own."""

    def __init__(self, caller: Caller, tag: str, photos: Sequence[bytes], tiny: Sequence[bytes]) -> None:
        self._caller, self._tag = caller, tag
        self._photos, self._tiny = photos, tiny
        self._known: dict[tuple[str, str], asyncio.Task[str]] = {}
        self._tiers: dict[str, asyncio.Task[None]] = {}
        self._lent: dict[str, asyncio.Task[str]] = {}
        self._datasets: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def photo(self, owner: str, number: int) -> str:
        number %= len(self._photos)
        return await self._image(owner, f"chaos-{number}.png", self._photos[number])

    async def ids(self, owner: str, batch: Batch) -> Ids:
        """Those of a batch, once its owner has them and their tier."""
        if owner not in self._tiers:
            self._tiers[owner] = asyncio.create_task(self._give_tier(owner, batch.tier))
        await self._tiers[owner]
        sound = await asyncio.gather(*(self._small(owner, number) for number in batch.sound))
        unknown = [f"img_of_nobody_{number}" for number in range(batch.unknown)]
        unknown += [await self._small(f"{self._tag}-stranger", 0)] if batch.foreign else []
        dice = Random(batch.shuffled)  # noqa: S311 (a plan, no secret)
        named = [*sound, *unknown]
        named += dice.sample(named, batch.repeats)
        dice.shuffle(named)
        return Ids(tuple(named), frozenset(unknown))

    async def dataset(self, owner: str, name: str) -> None:
        """It is there when this returns."""
        if (owner, name) not in self._datasets:
            self._datasets[owner, name] = asyncio.create_task(self._create(owner, name))
        await self._datasets[owner, name]

    async def file(self, owner: str, name: str, content: bytes) -> str:
        """The id of a file of rows, which is kept for an import."""
        files = {"file": (name, content)}
        answer = await self._caller.insist("POST", f"{DATASETS}/infer", owner, (200,), files=files)
        return str(answer.body["fileId"])

    async def lent(self, owner: str) -> str:
        """The address of a picture that generation tasks may work from."""
        if owner not in self._lent:
            self._lent[owner] = asyncio.create_task(self._lend(owner))
        return await self._lent[owner]

    async def _lend(self, owner: str) -> str:
        files = {"file": ("chaos.png", self._tiny[0])}
        answer = await self._caller.insist("POST", UPLOADS, owner, (201,), files=files)
        return str(answer.body["data"]["downloadUrl"])

    async def _create(self, owner: str, name: str) -> None:
        """There already: the answer of the first time was lost."""
        body = {"name": name, "key": "id", "columns": sheets.COLUMNS}
        await self._caller.insist("POST", DATASETS, owner, (201, 409), json=body)

    async def _small(self, owner: str, number: int) -> str:
        return await self._image(owner, f"chaos-tiny-{number}.png", self._tiny[number])

    async def _image(self, owner: str, name: str, content: bytes) -> str:
        if (owner, name) not in self._known:
            self._known[owner, name] = asyncio.create_task(self._upload(owner, name, content))
        return await self._known[owner, name]

    async def _upload(self, owner: str, name: str, content: bytes) -> str:
        files = {"file": (name, content)}
        answer = await self._caller.insist("POST", "/api/images", owner, (201,), files=files)
        return str(answer.body["imageId"])

    async def _give_tier(self, owner: str, tier: str) -> None:
        path = f"/v1/owners/{owner}"
        await self._caller.insist("PUT", path, OPERATOR, (200,), json={"tier": tier})
