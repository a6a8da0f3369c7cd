"""What a run of chaos has seen: every answer, every frame, every kill; and no opinion about any of it.

All moments are seconds since the run began.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from callsheet.chaos.generation_plan import Generation
from callsheet.chaos.transfer_plan import Export, Import

ENDED = frozenset({"completed", "failed", "cancelled"})
BATCH, DOCUMENTARY, TASK = "annotation", "documentary", "generation"
IMPORT, EXPORT = "import", "export"
TRANSFERS = (IMPORT, EXPORT)


class Exchange(NamedTuple):
    """One request. `status` None: no answer came, `error` says why. `allowed` are the fine statuses."""

    begun: float
    answered: float
    what: str
    allowed: frozenset[int]
    status: int | None
    error: str = ""
    retry_after: bool = False
    detail: str = ""


class Counts(NamedTuple):
    """Of a batch's items, or of rows."""

    total: int
    processed: int
    succeeded: int
    failed: int
    skipped: int


class Said(NamedTuple):
    """An answer that told of a job; `run` of the entity tag, where it has one."""

    at: float
    what: str
    job_id: str
    status: str
    percent: int
    run: str | None = None
    counts: Counts | None = None


class Frame(NamedTuple):
    """One event of a stream. `run` and `version` None: it had no id. `job`: of terminal frames only.
    `milestone`: what it announced."""

    at: float
    event: str
    job_id: str
    run: str | None
    version: int | None
    status: str
    percent: int
    job: Mapping[str, Any] | None = None
    counts: Counts | None = None
    milestone: int | None = None


@dataclass
class Connection:
    """`after` is the id that the watcher came back with; it ended as `left`, `closed` or `lost`."""

    begun: float
    after: str | None
    status: int | None = None
    end: str = "lost"
    frames: list[Frame] = field(default_factory=list)


@dataclass
class Transcript:
    """All that one watcher saw. `finished`: it was told that nothing more will come."""

    name: str
    via: str
    job_ids: tuple[str, ...]
    connections: list[Connection] = field(default_factory=list)
    finished: bool = False

    def frames_of(self, job_id: str) -> list[tuple[int, Frame]]:
        """With the number of the connection that brought each."""
        return [
            (number, frame)
            for number, connection in enumerate(self.connections)
            for frame in connection.frames
            if frame.job_id == job_id
        ]


@dataclass
class Asked:
    """One start or retry, under one key. `answers` are (status, body, whether it was a replay); `ids` are the
    images of a batch, each once, in order, of which the `unknown` are not there; `transfer` is the import or
    export that was asked for, `task` the generation task."""

    what: str
    owner: str
    key: str
    refusal_expected: bool = False
    retry_of: str | None = None
    quarrel: int | None = None
    ids: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()
    transfer: Import | Export | None = None
    task: Generation | None = None
    answers: list[tuple[int, Any, bool]] = field(default_factory=list)

    @property
    def job_ids(self) -> list[str]:
        """Those of the first answer that names any."""
        for status, body, _ in self.answers:
            if status < 300:
                return [str(job.get("jobId") or job["id"]) for job in jobs_of(body)]
        return []


def jobs_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those that the answer to a start or a retry tells of, on any face."""
    if "jobs" in body:
        return list(body["jobs"])
    return [body.get("job") or body.get("data") or body]


@dataclass
class Kill:
    """`recovered` None: not ready again, and not started again, in all the time that was given."""

    at: float
    names: tuple[str, ...]
    recovered: float | None = None


class Row(NamedTuple):
    """As much of a dataset's row as tells it from others: its key, and which import brought it."""

    key: int
    source: int


class Taken(NamedTuple):
    """The file of an export. `rows` None: of its kind only their `number` is read."""

    bytes: int
    sha256: str
    number: int
    rows: tuple[Row, ...] | None


class Table(NamedTuple):
    """A dataset: how many rows it says it has, and those that its pages hold."""

    owner: str
    name: str
    told: int
    rows: tuple[Row, ...]


class Last(NamedTuple):
    """A job after all is over. `run` is of its entity tag; `fetched` the length of the file that it made;
    `items` the lines of a batch's results, `lineage` what is told of a batch and its retries as one.
    Of a documentary `standing` is what its player is told, `recordings` the bytes behind each address; of an
    import or export what its page is told, `faults` all bad rows with their codes, `taken` the file. Of a
    generation task `standing` is the task, `digests` the SHA-256 of what came from each address."""

    job: Mapping[str, Any]
    run: str
    timeline: tuple[Mapping[str, Any], ...]
    fetched: int | None
    items: tuple[Mapping[str, Any], ...] = ()
    lineage: Mapping[str, Any] | None = None
    standing: Mapping[str, Any] | None = None
    recordings: Mapping[str, int] = MappingProxyType({})
    faults: tuple[tuple[int, str], ...] = ()
    taken: Taken | None = None
    digests: Mapping[str, str] = MappingProxyType({})

    @property
    def id(self) -> str:
        return str(self.job["id"])

    @property
    def status(self) -> str:
        return str(self.job["status"])


class Book(NamedTuple):
    """An owner's account; `entries` newest first."""

    owner: str
    balance: int
    entries: tuple[Mapping[str, Any], ...]


@dataclass
class Evidence:
    """`hurried`: somebody stopped the run before all had come to its end. `resets` are jobs that may have
    ended once and run again, as an operator wished. `truth` is what the provider of generation tasks tells,
    `spending` what the server believes of it, `strays` who came where nobody must come."""

    hurried: bool = False
    resets: set[str] = field(default_factory=set)
    exchanges: list[Exchange] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    transcripts: list[Transcript] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    jobs: list[Last] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)
    playlists: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    truth: Mapping[str, Any] | None = None
    spending: Mapping[str, Any] | None = None
    strays: int = 0
