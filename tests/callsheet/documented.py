"""A documentary as the wire tells it: its job at every step, its frames, its result, its playlist."""

from typing import Any

from tests.callsheet.scripted import END, Answer, Scripted, Stream, frame, job

ID, LIST = "job_1767323045678_ab12cd34e", "pl_0123456789abcdef0123"
JOB = f"GET /v1/jobs/{ID}"
TOKEN = "a-very-secret-token"
PAGES = ("https://en.wikipedia.org/wiki/Radiohead", "https://musicbrainz.org/artist/x")
FACTS = [
    {"id": "f2", "text": "The band formed in 1985.", "source": PAGES[0], "checkedOn": "2026-01-02"},
    {"id": "f1", "text": "Creep came out in 1992.", "source": PAGES[1], "checkedOn": "2026-01-03"},
    {"id": "f3", "text": "Nobody tells this.", "source": PAGES[1], "checkedOn": "2026-01-03"},
]
TEXT = "Creep came out in 1992. The band had formed in 1985, at a school near Oxford, and met on Fridays."
TIMELINE: list[dict[str, Any]] = [
    {"type": "narration", "title": "On a Friday", "text": TEXT, "audioUrl": "/v1/artifacts/seg1"}
    | {"durationSecs": 21.4, "sources": ["gone", "f1", "f2"], "source": "template"},
    {"type": "song", "title": "Creep *live*", "artist": "Radiohead", "album": "Pablo Honey", "year": 1993}
    | {"trackId": "t1", "trackUri": "callsheet:track:t1", "durationSecs": 237},
    {"type": "narration", "title": "The end", "text": "Good night.", "audioUrl": "/v1/artifacts/seg2"}
    | {"durationSecs": 1.5, "sources": ["f1"], "source": "template", "note": "The model was too long."},
]
NARRATION: dict[str, Any] = {"status": "complete", "reason": None, "engine": "hibari", "voice": "one"}
NARRATION |= {"targetSecs": 30, "actualSecs": 22.9, "withinTarget": False}
DATA: dict[str, Any] = {"title": "Radiohead: The Story", "topic": "Radiohead", "summary": "Five songs."}
DATA |= {"facts": FACTS, "artist": "Radiohead", "timeline": TIMELINE, "audioUrl": "/v1/artifacts/all"}
TRACK = {"song_title": "Creep", "approximate_year": 1992, "why_essential": "The first."}
PLAN: dict[str, Any] = {"title": "Radiohead: The Story", "narrative_arc": "Up", "era_covered": "1985 to 2016"}
PLAN |= {"required_tracks": [TRACK], "source": "template", "note": None}
RESULT: dict[str, Any] = {
    "data": DATA | {"narration": NARRATION},
    "playlistId": LIST,
    "plan": PLAN,
    "trackSearchResults": {"found": 5, "missing": 0, "backup": 0},
}
KEPT: dict[str, Any] = {"id": LIST, "ownerId": "local", "title": "Radiohead: The Story", "topic": "Radiohead"}
KEPT |= {"summary": "Five songs.", "createdAt": "2026-01-02T03:04:05Z", "durationSecs": 259.9}
KEPT |= {"audioUrl": "/v1/artifacts/all", "jobId": ID}
SOUND = ((b"content-disposition", b"inline; filename*=UTF-8''The%20Story.mp3"),)
STEPS = [  # stage, label, percent, detail; one second apart
    ("identify", "Identifying artist", 10, 'Searching for "Radiohead"'),
    ("identify", "Top tracks fetched", 20, "20 tracks loaded, in catalogue order"),
    ("plan", "Planning documentary", 25, None),
    ("search", "Searching for tracks", 40, None),
    ("search", "Track search complete", 50, "Found 5/5 tracks"),
    ("write", "Generating documentary", 65, None),
    ("write", "Timeline generated", 75, "3 segments created"),
    ("save", "Saving playlist", 85, "Persisting documentary..."),
    ("save", "Generating narration", 86, "Generating track 1/2"),
]


def at(second: int) -> str:
    return f"2026-01-02T03:05:{second:02}Z"


def documentary(status: str = "pending", version: int = 0, **more: Any) -> dict[str, Any]:
    told = {"kind": "documentary", "percent": 0, "input": {"topic": "Radiohead", "playlistId": LIST}}
    return job(ID, status, version, **{**told, "updatedAt": at(version), **more})


def running(step: int, **more: Any) -> dict[str, Any]:
    """The job at a step, from 1."""
    stage, label, percent, detail = STEPS[step - 1]
    said = {"stage": stage, "stageLabel": label, "percent": percent, "detail": detail}
    return documentary("running", step, **(said | more))


def completed(result: dict[str, Any] = RESULT) -> dict[str, Any]:
    ended = {"percent": 100, "stage": "complete", "stageLabel": "Complete", "completedAt": at(20)}
    return documentary("completed", 20, result=result, **ended)


def change(step: int) -> dict[str, Any]:
    stage, label, percent, detail = STEPS[step - 1]
    told = {"stage": stage, "stageLabel": label, "percent": percent, "detail": detail}
    return {"at": at(step), "version": step, "status": "running", **told}


def plays(server: Scripted, end: dict[str, Any], steps: int = len(STEPS)) -> None:
    """Whoever starts or watches the documentary sees so many steps, and this end."""
    server.starts(documentary())
    server.answers[JOB] = [Answer(200, end)]
    told = [change(step) for step in range(1, steps + 1)]
    server.answers[f"{JOB}/timeline"] = [
        Answer(200, {"data": [], "nextCursor": None}),
        Answer(200, {"data": told, "nextCursor": None}),
    ]
    moving = [frame("update", running(step), f"{ID}:{step}") for step in range(1, steps + 1)]
    server.streams = [Stream([*moving, frame(end["status"], end, f"{ID}:20"), END])]
    for name in ("all", "seg1", "seg2"):
        server.answers[f"GET /v1/artifacts/{name}"] = [Answer(200, f"ID3 {name}".encode(), SOUND)]
