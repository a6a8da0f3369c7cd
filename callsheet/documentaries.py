"""Documentaries and the playlists made of them: the part of the client that is about music."""

from collections.abc import Mapping
from typing import Any

from callsheet.calls import Calls, safe
from callsheet.documentary import Playlist
from callsheet.models import Job, Started

PLAYLISTS = "/api/playlists"


class Documentaries(Calls):
    """`Documentary.of(job)` is what a completed job came to."""

    async def start_documentary(
        self,
        topic: str,
        prompt: str | None = None,
        seconds: float = 180,
        market: str | None = None,
        access_token: str | None = None,
        narrate: bool = True,
        queue: bool = False,
        notify: Mapping[str, str] | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
    ) -> Job:
        """Start one about an artist, with so many seconds of narration; two of an owner may run at a time.

        `queue`: a third one waits for its turn and is not refused. `notify` is `webhookUrl`, `email` or
        both. `access_token` is Spotify's, for a server without its own; it comes back in no answer.
        """
        said = {"prompt": prompt, "market": market, "accessToken": access_token, "notify": notify}
        wanted: dict[str, Any] = {"topic": topic, "narrationTargetSecs": seconds, "narrate": narrate}
        wanted |= {"queue": queue} | {name: value for name, value in said.items() if value is not None}
        body = {"kind": "documentary", "input": wanted, **({"owner": owner} if owner else {})}
        answer = await self._once("/v1/jobs", idempotency_key, json=body)
        (job,) = Started.model_validate(answer).jobs
        return job

    async def playlists(self) -> list[Playlist]:
        """Yours, without timeline and facts."""
        answer = await self._line.ask("GET", PLAYLISTS)
        return [Playlist.model_validate(playlist) for playlist in answer["playlists"]]

    async def playlist(self, playlist_id: str) -> Playlist:
        answer = await self._line.ask("GET", f"{PLAYLISTS}/{safe(playlist_id)}")
        return Playlist.model_validate(answer["playlist"])

    async def delete_playlist(self, playlist_id: str) -> None:
        await self._line.ask("DELETE", f"{PLAYLISTS}/{safe(playlist_id)}")
