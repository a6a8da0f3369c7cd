"""What a documentary came to, as every face tells it: the timeline, the recordings, the facts."""

from collections.abc import Mapping
from typing import Any

from api.links import Links

WITHIN = 0.1
"""So much of the target may be missed."""


def result(made: Mapping[str, Any], links: Links) -> dict[str, Any]:
    """Of a job that has completed; `made` is what its workflow returned."""
    return {
        "data": data(made, links),
        "playlistId": made["playlist_id"],
        "plan": {"note": None, **made["plan"]},
        "trackSearchResults": {name: made[name] for name in ("found", "missing", "backup")},
    }


def data(made: Mapping[str, Any], links: Links) -> dict[str, Any]:
    script, programme = made["script"], made["programme"]
    return {
        "title": script["title"],
        "topic": made["topic"],
        "artist": made["artist"]["name"],
        "summary": script["summary"],
        "source": script["source"],
        "note": script.get("note"),
        "timeline": [_item(item, links) for item in script["timeline"]],
        "audioUrl": links.artifact(programme["artifact_id"]) if programme else None,
        "durationSecs": round(programme["duration_s"], 2) if programme else None,
        "narration": _narration(made["narrated"]),
        "facts": [_fact(fact) for fact in script["facts"]],
    }


def _item(item: Mapping[str, Any], links: Links) -> dict[str, Any]:
    if item["type"] == "song":
        return {"type": "song", **_song(item["track"]), "spotifyQuery": item["query"]}
    recorded = item["artifact_id"]
    return {
        "type": "narration",
        "title": item["title"],
        "text": item["text"],
        "audioUrl": links.artifact(recorded) if recorded else None,
        "durationSecs": round(item["duration_s"], 2),
        "sources": item["facts"],
        "source": item["source"],
        "note": item["note"],
    }


def _song(track: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": track["name"],
        "artist": track["artist"],
        "album": track["album"],
        "year": track["year"],
        "trackId": track["id"],
        "trackUri": track["uri"],
        "durationSecs": round(track["duration_ms"] / 1000, 2),
    }


def _narration(narrated: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if narrated is None:
        return None
    target_s, actual_s = narrated["target_s"], narrated["actual_s"]
    within = abs(actual_s - target_s) <= WITHIN * target_s if narrated["status"] == "complete" else None
    return {
        "status": narrated["status"],
        "reason": _missed(target_s, actual_s) if within is False else narrated["reason"],
        "engine": narrated["engine"],
        "voice": narrated["voice"],
        "targetSecs": target_s,
        "actualSecs": None if within is None else actual_s,
        "withinTarget": within,
    }


def _missed(target_s: float, actual_s: float) -> str:
    told = f"What was written takes {actual_s:.0f} seconds to say, {target_s:.0f} were asked for"
    return f"{told}; nothing is repeated or made up to fill the rest" if actual_s < target_s else told


def _fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": fact["id"],
        "text": fact["text"],
        "source": fact["source"],
        "checkedOn": fact["checked_on"],
    }
