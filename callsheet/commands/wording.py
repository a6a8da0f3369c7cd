"""Where a job stands and what came of it, in one line for people."""

from typing import Any

from callsheet.models import Counts, Job, Status


def words(job: Job) -> str:
    """Where a job stands."""
    if job.error:
        return f"{job.error.message}{' (credits returned)' if job.credits.refunded else ''}"
    if job.status is Status.COMPLETED:
        return _counted(job) if job.counts else outcome(job.result or {})
    if job.status is Status.CANCELLED:
        at = f" at {_counted(job)}" if job.counts else ""
        return f"cancelled{at}" + (
            f", {job.credits.refunded} credits returned" if job.credits.charged else ""
        )
    told = ": ".join(part for part in (job.stage_label, job.detail or _counted(job)) if part)
    return f"waiting: {job.waiting_for}" if job.waiting_for else told or "waiting"


def _counted(job: Job) -> str:
    """Rows of an import are imported or skipped; whatever else has items counts them as a batch does."""
    if job.counts is None or job.kind not in ("import", "export"):
        return tally(job.counts)
    if job.kind == "export":
        return f"{job.counts.processed:,} rows"
    skipped = f", {job.counts.skipped:,} skipped" if job.counts.skipped else ""
    return f"{job.counts.succeeded:,} rows imported{skipped}"


def tally(counts: Counts | None) -> str:
    """How far a batch is."""
    if counts is None:
        return ""
    others = {"failed": counts.failed, "skipped": counts.skipped}
    done = f"{counts.processed + counts.skipped:,} of {counts.total:,}"
    return ", ".join([done, *(f"{count:,} {word}" for word, count in others.items() if count)])


def outcome(result: dict[str, Any]) -> str:
    """What came out; the sizes and names are the server's own."""
    size = f"{result['width']} x {result['height']}" if "width" in result else ""
    made = f"{result['engine']} in {result.get('elapsedMs', 0) / 1000:.1f} s" if "engine" in result else ""
    title, preview = _title(result.get("data")), "a preview" if result.get("isPreview") else ""
    parts = (size, made, title, files([one["kind"] for one in result.get("assets") or []]), preview)
    return ", ".join(part for part in parts if part) or "completed"


def files(kinds: list[str]) -> str:
    """`4 images`, `1 video`."""
    return f"{len(kinds)} {kinds[0]}{'' if len(kinds) == 1 else 's'}" if kinds else ""


def link_of(result: dict[str, Any]) -> str | None:
    """Where the outcome itself is: a picture, the first of several, a file, a documentary's programme."""
    inside = [result, result.get("data") or {}, *(result.get("assets") or [])]
    return next(
        (one[name] for one in inside for name in ("url", "fileUrl", "audioUrl") if one.get(name)), None
    )


def in_words(facts: dict[str, Any] | None) -> str:
    """A list is told by its length, as a batch names many images; what has a title, by that."""
    told = {name: _short(fact) for name, fact in (facts or {}).items() if fact is not None}
    return ", ".join(f"{name} {fact}" for name, fact in told.items())


def short_name(job: Job) -> str:
    """`4k` says more than an id, where there is one."""
    return str(job.input["tier"]) if job.kind == "enhancement" and "tier" in job.input else job.id


def _short(fact: Any) -> Any:
    if isinstance(fact, dict):
        return _title(fact) or f"({in_words(fact)})"
    if isinstance(fact, str) and not fact.isprintable():
        return repr(fact)  # such as how the lines of a file end
    return len(fact) if isinstance(fact, list) else fact


def _title(fact: Any) -> str:
    return str(fact.get("title") or "") if isinstance(fact, dict) else ""
