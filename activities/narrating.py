"""Recordings of a documentary: one of each segment, one of all.

The same recording has the same id whoever makes it again. Another one of the same text has another: a voice
may say it differently every time, and an attempt that is late must not change what an earlier one has kept.
"""

import hashlib
import re
from typing import Any

from activities.mixing import Recording, encode, fit, programme
from activities.providers.base import ProviderRejected
from activities.providers.studio import Narrator
from storage.artifacts import Artifact, ArtifactMissing, Artifacts
from workflows.contracts.documentary import (
    DocumentaryRequest,
    Programme,
    ProgrammeWork,
    Segment,
    SegmentWork,
    Spoken,
)

SPOKEN_CHARS_PER_S = 15.0
"""Of English, where nobody speaks here."""
WHOLE = 0
"""The number of the programme."""
UNFIT = re.compile(r"[^\w ()'.-]+")
"""For a file's name."""


class Studio:
    """`narrator` None: nobody speaks here."""

    def __init__(self, artifacts: Artifacts, narrator: Narrator | None) -> None:
        self._artifacts, self._narrator = artifacts, narrator

    @property
    def chars_per_s(self) -> float:
        return self._narrator.chars_per_s if self._narrator else SPOKEN_CHARS_PER_S

    async def speak(self, work: SegmentWork) -> Spoken:
        if self._narrator is None:
            raise ProviderRejected(
                "narrator-missing",
                "Nobody speaks here: install the extra `narration`, or set CALLSHEET_SPEECH_URL",
            )
        recording = await encode(await fit(self._narrator, work.segment.text, work.budget_s))
        name = f"{work.number:02}-{work.segment.title}"
        artifact_id = await self._keep(work.request, work.number, name, recording)
        engine, voice = self._narrator.engine, self._narrator.voice
        return Spoken(artifact_id=artifact_id, duration_s=recording.duration_s, engine=engine, voice=voice)

    async def mix(self, work: ProgrammeWork) -> Programme:
        parts: list[bytes | None] = []
        for item in work.timeline:
            spoken = isinstance(item, Segment) and item.artifact_id
            parts.append(await self._artifacts.get(f"results/{spoken}") if spoken else None)
        recording = await programme(parts)
        artifact_id = await self._keep(work.request, WHOLE, work.title, recording)
        return Programme(artifact_id=artifact_id, duration_s=recording.duration_s)

    async def take_over(self, request: DocumentaryRequest, number: int, content: Any) -> Any:
        """A copy of another job's recording, as this job's own; None where it is gone."""
        try:
            old = await self._artifacts.find(content["artifact_id"])
            artifact_id = id_of(request, number, old.sha256)
            await self._artifacts.copy(old.key, f"results/{artifact_id}")
        except ArtifactMissing:
            return None
        copied = old._replace(id=artifact_id, job_id=request.job_id, key=f"results/{artifact_id}")
        await self._artifacts.record(copied)
        return {**content, "artifact_id": artifact_id}

    async def _keep(self, request: DocumentaryRequest, number: int, name: str, recording: Recording) -> str:
        """The id of the artifact that it is now."""
        sha256 = hashlib.sha256(recording.mp3).hexdigest()
        artifact_id = id_of(request, number, sha256)
        key = f"results/{artifact_id}"
        await self._artifacts.put(key, recording.mp3)
        await self._artifacts.record(
            Artifact(
                id=artifact_id,
                owner=request.owner,
                job_id=request.job_id,
                key=key,
                media_type="audio/mpeg",
                filename=f"{UNFIT.sub(' ', name)[:200].strip()}.mp3",
                bytes=len(recording.mp3),
                sha256=sha256,
            )
        )
        return artifact_id


def id_of(request: DocumentaryRequest, number: int, sha256: str) -> str:
    """Unguessable, and the same for the same bytes; the number tells recordings apart that sound alike."""
    return hashlib.blake2b(f"{request.audio}/{number}/{sha256}".encode(), digest_size=16).hexdigest()
