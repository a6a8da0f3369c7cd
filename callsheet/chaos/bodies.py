"""What is posted for an errand: the body of its start, and what is known of that beforehand."""

import json
from typing import Any, NamedTuple

from callsheet.chaos import sheets
from callsheet.chaos.plan import Errand, Face, Twist
from callsheet.chaos.transfer_plan import Export, Import


class Ids(NamedTuple):
    """The images of a batch as they are named; the `unknown` among them lead to none."""

    named: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()

    @property
    def each_once(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.named))


def enhancement(errand: Errand, image: str) -> dict[str, Any]:
    tiers = [*errand.tiers]
    tiers += {Twist.BAD_TIER: ["8k"], Twist.SAME_TIER_TWICE: tiers[:1]}.get(errand.twist, [])
    asked: dict[str, Any] = {
        "imageId": "img_of_nobody" if errand.twist is Twist.UNKNOWN_IMAGE else image,
        "tiers": [f"TIER_{tier.upper()}" for tier in tiers] if errand.face is Face.API else tiers,
        "engine": errand.engine,
    }
    return _posted("enhancement", errand, asked)


def batch(errand: Errand, ids: Ids) -> dict[str, Any]:
    assert errand.batch
    asked: dict[str, Any] = {
        "imageIds": [] if errand.twist is Twist.NO_IMAGES else list(ids.named),
        "concurrency": errand.batch.concurrency,
        "text": errand.batch.text,
    }
    asked |= {"rateLimitPerMinute": errand.batch.per_minute} if errand.batch.per_minute else {}
    return _posted("annotation", errand, asked)


def documentary(errand: Errand) -> dict[str, Any]:
    assert errand.documentary
    asked: dict[str, Any] = {
        "topic": " " if errand.twist is Twist.NO_TOPIC else errand.documentary.topic,
        "narrationTargetSecs": errand.documentary.target_s,
        "narrate": errand.documentary.narrate,
        "queue": errand.documentary.queue,
    }
    return _posted("documentary", errand, asked)


def rows_in(errand: Errand, wanted: Import, file_id: str | None) -> dict[str, Any]:
    """An import of a file that is there already; without one it comes with the start."""
    mapping = sheets.mapping(wanted)
    mapping |= {"name": "colour"} if errand.twist is Twist.UNKNOWN_COLUMN else {}
    asked = {
        "dataset": _dataset(errand, wanted),
        "mapping": mapping if file_id else json.dumps(mapping),
        "mode": wanted.mode,
        "maxBadShare": 0 if wanted.strict else 1,
    }
    return _posted("import", errand, {**asked, "fileId": file_id} if file_id else asked)


def rows_out(errand: Errand, wanted: Export) -> dict[str, Any]:
    beyond = [{"column": "id", "op": "gt", "value": wanted.beyond}] if wanted.beyond is not None else []
    asked = {
        "dataset": _dataset(errand, wanted),
        "format": wanted.format,
        "columns": ["source", "id"] if wanted.chosen else [],
        "filters": {"where": beyond},
        "order": ["-id"] if wanted.falling else [],
        "raw": wanted.raw,
    }
    asked |= {"columns": ["colour"]} if errand.twist is Twist.UNKNOWN_COLUMN else {}
    return _posted("export", errand, asked)


def task(errand: Errand, picture: str | None) -> dict[str, Any]:
    """Three tasks of a row belong to one prompt."""
    assert errand.generation
    params = errand.generation.posted
    if picture:
        params |= {"imageUrls" if "generationType" in params else "fileUrls": [picture]}
    params |= {"service": "OPENAI"} if errand.twist is Twist.WRONG_SERVICE else {}
    return _posted(
        "generation", errand, {"promptId": f"chaos-{errand.number // 3}", "providerParams": params}
    )


def _dataset(errand: Errand, wanted: Import | Export) -> str:
    return "of nobody" if errand.twist is Twist.UNKNOWN_DATASET else wanted.dataset


def other(errand: Errand) -> Errand:
    """The same errand with another body."""
    if errand.batch:
        return errand._replace(batch=errand.batch._replace(text=not errand.batch.text))
    if told := errand.documentary:
        return errand._replace(documentary=told._replace(narrate=not told.narrate))
    if made := errand.generation:
        return errand._replace(generation=made._replace(prompt=f"Not {made.prompt}"))
    if isinstance(rows := errand.transfer, Import):
        return errand._replace(transfer=rows._replace(strict=not rows.strict))
    if rows:
        return errand._replace(transfer=rows._replace(raw=not rows.raw))
    return errand._replace(engine="fast" if errand.engine == "quality" else "quality")


def _posted(kind: str, errand: Errand, asked: dict[str, Any]) -> dict[str, Any]:
    asked |= {"urgency": "high"} if errand.twist is Twist.UNKNOWN_FIELD else {}
    return {"kind": kind, "input": asked} if errand.face is Face.V1 else asked
