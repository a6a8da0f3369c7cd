"""A recording may be made twice, by an attempt that died and by the next: what is kept is one of the two."""

import hashlib
from pathlib import Path

import pytest
from pydantic import SecretStr
from temporalio.testing import ActivityEnvironment

from activities.documentary import Desk, Documentaries
from activities.narrating import Studio
from settling import cancelled_before_start
from storage.artifacts import ArtifactMissing, Artifacts
from storage.catalog import Catalog
from storage.database import Database
from storage.expiry import Expiry
from storage.playlists import Playlists
from storage.stages import Stages
from storage.vault import Vault, key_of
from tests.storage.test_stages import accept
from tests.support.studio import KnowsSome, Rehearsal, ScriptedAuthor, ScriptedCatalogue, ScriptedNarrator
from workflows.contracts.documentary import DocumentaryRequest, ProgrammeWork, Segment, SegmentWork


class Moody(ScriptedNarrator):
    """Says the same differently every time, as a model does."""

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        self.chars_per_s *= 0.8
        return await super().speak(text, pace=pace)


async def test_a_recording_is_as_its_artifact_says_whichever_attempt_made_it(tmp_path: Path) -> None:
    """One attempt dies before its word is kept, another is kept, a third was thought dead and comes late."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/test.db")
    await database.migrate()
    await accept(database, "job")
    artifacts, rehearsal = Artifacts(database, f"file://{tmp_path}/artifacts"), Rehearsal()
    studio = Studio(artifacts, Moody(rehearsal))
    desk = Desk(ScriptedCatalogue(rehearsal), KnowsSome(), ScriptedAuthor(rehearsal))
    vault = Vault(database, key_of(SecretStr(""), tmp_path))
    stages = Documentaries(Stages(database), Playlists(database), vault, desk, studio)
    request = DocumentaryRequest(job_id="job", owner="ann", topic="x", playlist_id="pl", audio="secret")
    segment = Segment(title="One", text="It is told. " * 9, facts=(), source="scripted", duration_s=5)
    work = SegmentWork(request=request, segment=segment, number=1, of=1)
    await studio.speak(work)
    spoken = await ActivityEnvironment().run(stages.speak, work)
    await studio.speak(work)
    recorded = segment.model_copy(update={"artifact_id": spoken.artifact_id, "duration_s": spoken.duration_s})
    programme = ProgrammeWork(request=request, title="All", timeline=(recorded,))
    whole = await ActivityEnvironment().run(stages.mix, programme)
    for artifact_id in (spoken.artifact_id, whole.artifact_id):
        artifact = await artifacts.find(artifact_id)
        content = await artifacts.get(artifact.key)
        assert (artifact.bytes, artifact.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert abs(whole.duration_s - spoken.duration_s) < 0.1
    await database.close()


async def test_a_recording_that_comes_after_its_job_was_deleted_is_not_kept(tmp_path: Path) -> None:
    """An operator terminates the job, its owner deletes it, and a voice is still speaking: nobody would ever
    remove what it says."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/test.db")
    await database.migrate()
    await accept(database, "job")
    artifacts = Artifacts(database, f"file://{tmp_path}/artifacts")
    studio = Studio(artifacts, ScriptedNarrator(Rehearsal()))
    request = DocumentaryRequest(job_id="job", owner="ann", topic="x", playlist_id="pl", audio="secret")
    segment = Segment(title="One", text="It is told.", facts=(), source="scripted", duration_s=5)
    work = SegmentWork(request=request, segment=segment, number=1, of=1)
    catalog = Catalog(database, 0)
    await catalog.close(cancelled_before_start(await catalog.find("job")))
    await Expiry(database, artifacts).remove("job")
    late = await studio.speak(work)
    with pytest.raises(ArtifactMissing):
        await artifacts.find(late.artifact_id)
    assert await artifacts.names("results") == set()
    await database.close()
