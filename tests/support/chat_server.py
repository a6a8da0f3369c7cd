"""A chat model's API on loopback: plans and writes from what it is given, or fails as it is told.

    async with chat_server() as server:
        server.fail("429", times=2)                         # the next two calls; see `FAULTS`
        server.script(altered(intro={"text": "Fred.", "facts": []}))  # a good answer but for that
        ... Settings(chat_url=server.url, chat_model="any") ...
        [(arrival.model, arrival.key, arrival.body["messages"]) for arrival in server.arrivals]

Calls without a script get a valid plan or script, made of the request's own facts and nothing else.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.support.model_server import ModelServer, serving
from tests.support.vision_replies import (
    Arrival,
    Reply,
    Send,
    answering,
    cut,
    drip,
    failing,
    flood,
    never,
    saying,
)


def given(arrival: Arrival) -> dict[str, Any]:
    """What the request told the model."""
    found: dict[str, Any] = json.loads(arrival.body["messages"][1]["content"])
    return found


def said(arrival: Arrival) -> dict[str, Any]:
    """A good answer to that call."""
    planning = arrival.body["response_format"]["json_schema"]["name"] == "plan"
    return _plan(given(arrival)) if planning else _script(given(arrival))


def _plan(data: dict[str, Any]) -> dict[str, Any]:
    songs, artist = data["songs"][: data["wanted"]], data["artist"]
    return {
        "title": f"The Story of {artist}",
        "narrative_arc": f"It begins with {songs[0]['title']}. It ends with {songs[-1]['title']}.",
        "era_covered": "the albums that are known",
        "required_tracks": [
            {"song": song["number"], "why_essential": f"The story needs {song['title']}."} for song in songs
        ],
    }


def _script(data: dict[str, Any]) -> dict[str, Any]:
    """The facts in turn, as many as were asked for: part to the intro, to each song, the rest to the end."""
    songs, artist, left = data["songs"], data["artist"], data["characters"]
    left -= sum(len(f"Here is {song['title']}. ") for song in songs) + 2 * len(f"That was {artist}.")
    facts = []
    for fact in data["facts"]:
        left -= len(fact["text"]) + 1
        facts += [fact] if left >= 0 else []
    share = max(1, len(facts) // (len(songs) + 2))

    def told(number: int, before: str = "", behind: str = "") -> dict[str, Any]:
        own = facts[number * share : (number + 1) * share if number <= len(songs) else None]
        return {
            "text": " ".join(filter(None, [before, *(fact["text"] for fact in own), behind])),
            "facts": [fact["id"] for fact in own],
        }

    chapters = [
        {"song": song["number"], **told(place, behind=f"Here is {song['title']}.")}
        for place, song in enumerate(songs, 1)
    ]
    return {
        "summary": f"The songs of {artist}.",
        "intro": told(0, f"This is {artist}."),
        "chapters": chapters,
        "outro": told(len(songs) + 1, behind=f"That was {artist}."),
    }


def ok() -> Reply:
    return changed(lambda answer: answer)


def altered(**fields: Any) -> Reply:
    """A good answer but for those fields."""
    return changed(lambda answer: answer | fields)


def changed(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Reply:
    async def reply(arrival: Arrival, send: Send) -> None:
        await saying(json.dumps(change(said(arrival))))(arrival, send)

    return reply


def _less(answer: dict[str, Any]) -> dict[str, Any]:
    """One song is missing."""
    name = "chapters" if "chapters" in answer else "required_tracks"
    return answer | {name: answer[name][1:]}


def _inventing(text: str, fact: str | None = None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """In a script's intro, or a plan's arc."""

    def change(answer: dict[str, Any]) -> dict[str, Any]:
        if "intro" not in answer:
            return answer | {"narrative_arc": text}
        facts = answer["intro"]["facts"] + ([fact] if fact else [])
        return answer | {"intro": {"text": f"{answer['intro']['text']} {text}", "facts": facts}}

    return change


FAULTS: dict[str, Reply] = {
    "garbage": saying("Sure! Once upon a time there was a band."),
    "wrong shape": saying('{"timeline": "five songs"}'),
    "missing song": changed(_less),
    "invented name": changed(_inventing("Then Ludwig Nobody joined.")),
    "invented number": changed(_inventing("It sold 777 copies.")),
    "unknown fact": changed(_inventing("And so it was.", "f-none")),
    "refusal": saying(None, refusal="I cannot help with that."),
    "filtered": saying(None, "content_filter"),
    "cut off": saying('{"title": "The St', "length"),
    "429": failing(429, headers={"Retry-After": "1"}),
    "500": failing(500),
    "401": failing(401),
    "drip": drip(),
    "flood": flood(),
    "broken": cut(),
    "silence": never(),
    "no model": answering("<html>It works!</html>"),
}


class ChatServer(ModelServer):
    def __init__(self) -> None:
        super().__init__(ok())

    def fail(self, fault: str, times: int = 1) -> None:
        """The next calls meet that one of `FAULTS`."""
        self.script(*[FAULTS[fault]] * times)


@asynccontextmanager
async def chat_server() -> AsyncIterator[ChatServer]:
    chat = ChatServer()
    async with serving(chat):
        yield chat
