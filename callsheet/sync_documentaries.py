"""Documentaries and playlists for scripts without `async`; the words are those of `Documentaries`."""

from collections.abc import Mapping
from functools import partial

from callsheet.documentary import Playlist
from callsheet.models import Job
from callsheet.sync_batches import BatchesInThread


class DocumentariesInThread(BatchesInThread):
    """Each call runs on the portal's event loop."""

    def start_documentary(
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
        asked = (prompt, seconds, market, access_token, narrate, queue, notify, owner, idempotency_key)
        return self._portal.call(partial(self._client.start_documentary, topic, *asked))

    def playlists(self) -> list[Playlist]:
        return self._portal.call(self._client.playlists)

    def playlist(self, playlist_id: str) -> Playlist:
        return self._portal.call(self._client.playlist, playlist_id)

    def delete_playlist(self, playlist_id: str) -> None:
        self._portal.call(self._client.delete_playlist, playlist_id)
