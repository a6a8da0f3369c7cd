"""The judge's look at documentaries: one playlist for each, whole recordings, no more at once than may."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from callsheet.chaos.documentary_plan import AT_ONCE, NOBODY
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import DOCUMENTARY, ENDED, Evidence, Last

BY_OTHERS = frozenset({"terminated", "deadline-exceeded"})
"""How a documentary about somebody may fail: by an operator, or by time itself."""


def ended_well(evidence: Evidence) -> Iterator[Violation]:
    """Every documentary, as it stands when all is over."""
    lasts = {last.id: last for last in evidence.jobs if last.job["kind"] == DOCUMENTARY}
    listed = Counter(str(one["id"]) for shelf in evidence.playlists.values() for one in shelf)
    for last in lasts.values():
        yield from (*told_alike(last), *about_somebody(last), *recorded(last))
        name, parent = _playlist(last), lasts.get(str(last.job["retryOf"]))
        if parent and name != _playlist(parent):
            yield Violation("a retry with another playlist", last.id, f"{name}, not {_playlist(parent)}")
        if last.status == "completed" and listed[name] != 1:
            yield Violation("playlist not there once", last.id, f"{name} is listed {listed[name]} times")
    for name in listed.keys() - {_playlist(last) for last in lasts.values()}:
        yield Violation("playlist that nobody asked for", name, f"listed {listed[name]} times")
    yield from within_limit(last for last in lasts.values() if last.id not in evidence.resets)


def told_alike(last: Last) -> Iterator[Violation]:
    """Both faces say the same of it."""
    told, job = last.standing or {}, last.job
    ours = [told.get(name) for name in ("status", "progress", "result", "completedAt")]
    theirs = [job[name] for name in ("status", "percent", "result", "completedAt")]
    if ours != theirs:
        yield Violation("/api and /v1 differ", last.id, f"{ours} and {theirs}"[:500])


def about_somebody(last: Last) -> Iterator[Violation]:
    """Nobody's documentary is never made, and there is no other reason to fail."""
    unknown, error = last.job["input"]["topic"] == NOBODY, last.job["error"] or {}
    if unknown and last.status == "completed":
        yield Violation("a documentary about nobody", last.id, "it has completed")
    fine = BY_OTHERS | ({"artist-not-found"} if unknown else set())
    if last.status == "failed" and error.get("code") not in fine:
        yield Violation("failed without a reason", last.id, f"{error.get('code')}: {error.get('message')}")


def recorded(last: Last) -> Iterator[Violation]:
    """What is narrated can be heard, piece by piece and as one; what is not says why."""
    if last.status != "completed":
        return
    data, wanted = last.job["result"]["data"], last.job["input"]["narrate"]
    narration, urls = data["narration"], audio_of(data)
    whole = bool(narration and narration["status"] == "complete")
    if bool(narration) != wanted or (wanted and not whole and not narration["reason"]):
        yield Violation("narration not told", last.id, f"wanted {wanted}: {narration}")
    passages = sum(item["type"] == "narration" for item in data["timeline"])
    if len(urls) != (passages + 1 if whole else 0):
        yield Violation("recordings that do not fit", last.id, f"{len(urls)} of {passages} passages")
    if silent := [url for url in urls if not last.recordings.get(url)]:
        yield Violation("not delivered", last.id, f"nothing to hear at {', '.join(silent)}")


def audio_of(data: Mapping[str, Any]) -> list[str]:
    """The addresses of a documentary's recordings."""
    return [one["audioUrl"] for one in (data, *data["timeline"]) if one.get("audioUrl")]


def within_limit(lasts: Iterable[Last]) -> Iterator[Violation]:
    """Of no owner more ran at a time than may."""
    moments: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for last in lasts:
        if last.job["startedAt"] and last.status in ENDED:
            began, ended = last.job["startedAt"], last.job["completedAt"]
            moments[last.job["owner"]] += [(began, 1), (max(began, ended), -1)]
    for owner, changes in moments.items():
        running = 0
        for at, change in sorted(changes):  # at the same moment, who leaves goes first
            running += change
            if running > AT_ONCE:
                yield Violation("more at once than may be", owner, f"{running} documentaries ran at {at}")


def _playlist(last: Last) -> str:
    return str(last.job["input"]["playlistId"])
