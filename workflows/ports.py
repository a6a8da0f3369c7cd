"""Everything a workflow may ask for: typed signatures, no code.

A class here names a noun; a subclass that implements its methods (the real ones in `activities/`, fakes in
tests) has them registered under the same names, `<noun>.<method>`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from temporalio import activity

from workflows.contracts.annotation import AnnotationRequest, PackDone, Shard
from workflows.contracts.documentary import (
    ArtistWork,
    DocumentaryRequest,
    Found,
    Plan,
    PlanWork,
    PlaylistWork,
    Programme,
    ProgrammeWork,
    Script,
    ScriptWork,
    SegmentWork,
    Spoken,
    Stages,
    TrackWork,
)
from workflows.contracts.enhancement import Analysis, Enhanced, SourceImage, TierWork
from workflows.contracts.generation import (
    Asset,
    AssetWork,
    Creation,
    GenerationRequest,
    Standing,
    VerdictWork,
)
from workflows.contracts.job import Closing, JobState
from workflows.contracts.music import Artist, TopTracks, Track
from workflows.contracts.notification import Delivered, Notice
from workflows.contracts.transfer import Exported, ExportRequest, ImportRequest, Loaded


class Port(ABC):
    noun: ClassVar[str]

    def __init_subclass__(cls) -> None:
        for name, method in vars(cls).items():
            if callable(method) and not name.startswith("_"):
                activity.defn(name=f"{cls.noun}.{name}")(method)

    def methods(self) -> list[Callable[..., Any]]:
        """The activities of this object, as a worker registers them."""
        names = {name for base in type(self).__mro__ if Port in base.__bases__ for name in vars(base)}
        return [
            getattr(self, name) for name in sorted(names) if callable(getattr(self, name)) and name[0] != "_"
        ]


class JobActivities(Port):
    """What every job does with its own row. Quick and idempotent, run as local activities."""

    noun = "job"

    @abstractmethod
    async def begin(self, job_id: str, run_id: str) -> bool:
        """Note the run on the row. False where the job was ended before it began."""

    @abstractmethod
    async def close(self, closing: Closing) -> JobState:
        """Write the job's last word, refund what was not delivered, and return what the row now says.

        The first word of a run stays: a second call returns the first one's state.
        """


class HousekeepingActivities(Port):
    noun = "housekeeping"

    @abstractmethod
    async def settle(self) -> int:
        """Close open rows whose workflow was terminated, ran out of time or is lost, with their refunds."""

    @abstractmethod
    async def reopen(self) -> int:
        """Open the rows of ended jobs that an operator reset."""

    @abstractmethod
    async def purge(self) -> int:
        """Remove jobs whose retention is over, with their artifacts."""


class EnhancementActivities(Port):
    noun = "enhancement"

    @abstractmethod
    async def analyze(self, source: SourceImage) -> Analysis:
        """Decode the image and measure its damage."""

    @abstractmethod
    async def generate(self, work: TierWork) -> int:
        """Enlarge every tile that is not there yet; the number of tiles in all. Heartbeats `Progress`."""

    @abstractmethod
    async def save(self, work: TierWork) -> Enhanced:
        """Put the tiles together at the exact size, store the picture, drop the tiles."""


class AnnotationActivities(Port):
    noun = "annotation"

    @abstractmethod
    async def pack(self, shard: Shard) -> PackDone:
        """Annotate items of the shard that have no outcome yet, for a few seconds.

        Fails with the delay after which to try again where the owner's limits allow nothing now, or all
        that is left has failed for now.
        """

    @abstractmethod
    async def group(self, request: AnnotationRequest) -> int:
        """Note near-duplicates among the batch's annotations; the number of groups."""


class DocumentaryActivities(Port):
    """Each keeps what it made under the job and its stage; asked again, it says the same and asks nobody."""

    noun = "documentary"

    @abstractmethod
    async def carry_on(self, request: DocumentaryRequest) -> Stages:
        """The stages that the job, or the one it carries on, has finished, and who does the others."""

    @abstractmethod
    async def identify(self, request: DocumentaryRequest) -> Artist:
        """Whom the topic is about."""

    @abstractmethod
    async def top_tracks(self, work: ArtistWork) -> TopTracks:
        """The tracks that the catalogue puts first."""

    @abstractmethod
    async def plan(self, work: PlanWork) -> Plan:
        """An outline with the songs it needs."""

    @abstractmethod
    async def find_track(self, work: TrackWork) -> Found:
        """Look for one song of the plan."""

    @abstractmethod
    async def backup(self, work: ArtistWork) -> tuple[Track, ...]:
        """Other tracks of the artist."""

    @abstractmethod
    async def write(self, work: ScriptWork) -> Script:
        """The timeline: narration and songs."""

    @abstractmethod
    async def save(self, work: PlaylistWork) -> str:
        """Keep the playlist under its id, which is returned; what was there under it is replaced."""

    @abstractmethod
    async def speak(self, work: SegmentWork) -> Spoken:
        """Record one segment."""

    @abstractmethod
    async def mix(self, work: ProgrammeWork) -> Programme:
        """Put the recordings together."""


class GenerationActivities(Port):
    """The paid call is made once; all else may be asked again."""

    noun = "generation"

    @abstractmethod
    async def create(self, request: GenerationRequest) -> Creation:
        """Order it from the provider, unless that was tried before: then only tell what is known of it.

        Refused for now while the provider's rate, or the provider, allows nothing.
        """

    @abstractmethod
    async def look(self, request: GenerationRequest) -> Standing:
        """How it stands at the provider, which is asked now."""

    @abstractmethod
    async def watch(self, request: GenerationRequest) -> Standing:
        """How it ended at the provider. Until then it fails, with the delay after which to look again."""

    @abstractmethod
    async def resolve(self, work: VerdictWork) -> None:
        """Believe what an operator found out about an unknown outcome."""

    @abstractmethod
    async def fetch(self, work: AssetWork) -> Asset:
        """Copy one file of the result into the artifact store, with its thumbnail."""

    @abstractmethod
    async def draw(self, work: AssetWork) -> Asset:
        """Make one file here, without a provider."""


class TransferActivities(Port):
    noun = "transfer"

    @abstractmethod
    async def take(self, request: ImportRequest) -> None:
        """Begin the load, or go on with it; refused for now where another import replaces the rows."""

    @abstractmethod
    async def load(self, request: ImportRequest) -> Loaded:
        """Read the file to its end, from where the last attempt stopped."""

    @abstractmethod
    async def finish(self, request: ImportRequest) -> dict[str, Any]:
        """All is read: what replaces the dataset's rows does so. What the import came to."""

    @abstractmethod
    async def write(self, request: ExportRequest) -> Exported:
        """Write the rows of one instant into a file, to be fetched under the artifact's id."""


class NotificationActivities(Port):
    noun = "notification"

    @abstractmethod
    async def webhook(self, notice: Notice) -> Delivered:
        """Post a signed message; what may pass is tried again."""

    @abstractmethod
    async def mail(self, notice: Notice) -> Delivered:
        """Send an e-mail."""
