"""An ended job in the words of its receivers: JSON as `/v1` has it, and a short letter."""

from datetime import UTC, datetime
from typing import Any

from activities.providers.base import Letter
from workflows.contracts.job import Status
from workflows.contracts.notification import EndedJob, Notice

ENDS = {Status.COMPLETED: "is ready", Status.FAILED: "has failed", Status.CANCELLED: "was cancelled"}
NAMES = {
    "documentary": "documentary about {topic}",
    "enhancement": "{tier} version of {imageName}",
    "annotation": "batch of {totalItems} images",
    "generation": "generation task of {promptId}",
}
PAGES = {
    "annotation": "/#/batch/{}",
    "documentary": "/#/documentary/{}",
    "generation": "/#/generation/{}",
}
LONGEST_SUBJECT = 150


def message(notice: Notice, public_url: str) -> dict[str, Any]:
    """The same at every try."""
    job = notice.job
    at = _time(job.completed_at)
    data: dict[str, Any] = {
        "id": job.id,
        "kind": job.kind,
        "owner": job.owner,
        "group": job.group,
        "status": job.status.value,
        "percent": job.percent,
        "counts": job.counts.model_dump() if job.counts else None,
        "result": _result(job, public_url),
        "error": job.error.model_dump() if job.error else None,
        "completedAt": at,
        "links": {"self": f"{public_url}/v1/jobs/{job.id}"},
    }
    if job.result_omitted:
        data["resultOmitted"] = True
    return {"type": f"job.{job.status.value}", "timestamp": at, "data": data}


def letter(notice: Notice, public_url: str) -> Letter:
    """What has ended how, why it failed, and where to look."""
    job = notice.job
    assert notice.email, "only those who gave an address get letters"
    headline = f"Your {_name(job)} {ENDS[job.status]}"
    lines = [f"{headline}.", ""]
    if job.error:
        lines += [f"The reason: {_one_line(job.error.message)}", ""]
    if job.counts and job.counts.total:
        counts = job.counts
        lines += [
            f"{counts.succeeded:,} succeeded, {counts.failed:,} failed, {counts.skipped:,} skipped.",
            "",
        ]
    if public_url:
        lines += [_link(job, public_url), ""]
    lines += [f"Job {job.id}, {job.completed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC."]
    subject = headline if len(headline) <= LONGEST_SUBJECT else f"{headline[: LONGEST_SUBJECT - 3]}..."
    return Letter(notice.id, notice.email, subject, "\n".join(lines))


def _name(job: EndedJob) -> str:
    known = {key: _one_line(str(value)) for key, value in job.about.items()}
    known["tier"] = known.get("tier", "").upper()
    try:
        return NAMES[job.kind].format(**known)
    except KeyError:
        return f"{job.kind} job"


def _link(job: EndedJob, public_url: str) -> str:
    """The job's page, where its kind has one; else what came out of it."""
    if page := PAGES.get(job.kind):
        return public_url + page.format(job.id)
    return str((_result(job, public_url) or {}).get("url") or f"{public_url}/")


def _result(job: EndedJob, public_url: str) -> dict[str, Any] | None:
    """Snake case becomes camel case, the id of an artifact its link."""
    if job.result is None:
        return None
    return dict(_told(key, value, public_url) for key, value in job.result.items())


def _told(name: str, value: Any, public_url: str) -> tuple[str, Any]:
    if name == "assets":
        return name, [_asset(asset, public_url) for asset in value]
    about, artifact, _ = name.rpartition("artifact_id")
    if not artifact:
        return _camel(name), value
    return _camel(f"{about}url"), f"{public_url}/v1/artifacts/{value}" if value else None


def _asset(asset: dict[str, Any], public_url: str) -> dict[str, Any]:
    """One file of a generation task."""
    plain = {
        name: value for name, value in asset.items() if name not in ("number", "thumbnail_id", "duration_s")
    }
    small, seconds = asset.get("thumbnail_id"), asset.get("duration_s")
    told = dict(_told(name, value, public_url) for name, value in plain.items())
    return {
        **told,
        "durationSecs": seconds,
        "thumbnailUrl": f"{public_url}/v1/artifacts/{small}" if small else None,
    }


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _one_line(text: str) -> str:
    """No text of a job can begin another line, or another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
