"""What owners have before they start anything: their images, and the tier that the operator gave them."""

import asyncio
from collections.abc import Sequence
from random import Random

from callsheet.chaos.batch_plan import Batch
from callsheet.chaos.bodies import Ids
from callsheet.chaos.caller import Caller

OPERATOR = ""


class Shelf:
    """Each image is uploaded when it is first asked for. `tag` makes names this run's own."""

    def __init__(self, caller: Caller, tag: str, photos: Sequence[bytes], tiny: Sequence[bytes]) -> None:
        self._caller, self._tag = caller, tag
        self._photos, self._tiny = photos, tiny
        self._known: dict[tuple[str, str], asyncio.Task[str]] = {}
        self._tiers: dict[str, asyncio.Task[None]] = {}

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
