"""Plans and writes with a chat model, and believes nothing it was not given."""

from collections.abc import Callable
from typing import Any

from pydantic import SecretStr

from activities.providers.base import ProviderRejected
from activities.providers.chat.answer import Answer, Invalid, miscounted, misfit, read
from activities.providers.chat.material import material, once
from activities.providers.chat.planning import planned
from activities.providers.chat.question import (
    PARTNER,
    plan_question,
    repaired,
    script_question,
    wanted_characters,
)
from activities.providers.chat.shape import PlanAnswer, ScriptAnswer
from activities.providers.chat.writing import written
from activities.providers.studio import Author, Brief
from activities.providers.wire.calls import Chat
from activities.providers.wire.clients import Clients
from workflows.contracts.documentary import SONGS, Plan, Script
from workflows.contracts.music import Track


class ChatAuthor:
    """`fallback` says what the model's own words may not."""

    def __init__(self, chat: Chat, fallback: Author) -> None:
        self.source = chat.model
        self._chat, self._fallback = chat, fallback

    async def plan(self, brief: Brief) -> Plan:
        given = material(brief, once(brief.tracks))
        there = len(given.songs)
        wanted = min(SONGS, there)

        def wrong(answer: PlanAnswer) -> str | None:
            return miscounted([track.song for track in answer.required_tracks], there, wanted)

        answer = await self._ask(plan_question(brief, given, wanted), PlanAnswer, wrong)
        return await planned(answer, brief, given, self.source, self._fallback)

    async def write(self, brief: Brief, plan: Plan, songs: tuple[Track, ...]) -> Script:
        given = material(brief, songs)
        there = len(given.songs)

        def wrong(answer: ScriptAnswer) -> str | None:
            return miscounted([chapter.song for chapter in answer.chapters], there, there)

        def unfit(answer: ScriptAnswer) -> str | None:
            return misfit(
                answer, wanted_characters(brief), sum(len(one.text) for one in given.facts.values())
            )

        answer = await self._ask(script_question(brief, given, plan), ScriptAnswer, wrong, unfit)
        return await written(answer, brief, plan, given, self.source, self._fallback)

    async def close(self) -> None:
        await self._chat.close()

    async def _ask(
        self,
        asked: dict[str, Any],
        shape: type[Answer],
        wrong: Callable[[Answer], str | None],
        unfit: Callable[[Answer], str | None] = lambda _: None,
    ) -> Answer:
        """An answer that cannot be taken is sent back once, with what is wrong.

        So is one that is unfit; the second time it is taken.
        """
        try:
            return read(await self._chat.ask(asked), shape, lambda answer: wrong(answer) or unfit(answer))
        except Invalid as invalid:
            asked = repaired(asked, invalid.said, str(invalid))
        try:
            return read(await self._chat.ask(asked), shape, wrong)
        except Invalid as invalid:
            message = f"The chat model's answer is not what was asked for, twice: {invalid}"
            raise ProviderRejected("answer-invalid", message) from None


def open_chat(url: str, model: str, key: SecretStr, timeout_s: float, fallback: Author) -> ChatAuthor:
    """With connections of its own; `close` it. Raises `ValueError` for what can never work."""
    return ChatAuthor(Chat(Clients(), PARTNER, url, model, key, timeout_s), fallback)
