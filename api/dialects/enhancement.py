"""What `useParallelEnhancement` understands.

Its stages name what really happens here: ANALYZING measures noise and JPEG damage, CROPPING fits the photo
to the target size, PROMPTING chooses what the model is asked for (denoise level, passes),
GENERATING enlarges the tiles and puts them together.
"""

from typing import Any

from api.cursor import Moment, Seen
from api.links import Links
from workflows.contracts.job import Job, Status

STATUS = {
    Status.PENDING: "PENDING",
    Status.RUNNING: "PROCESSING",
    Status.COMPLETED: "COMPLETED",
    Status.FAILED: "FAILED",
    Status.CANCELLED: "CANCELLED",
}
STATUSES = (*STATUS.values(), "REFUNDED")
STAGE = {
    "analyze": "ANALYZING",
    "crop": "CROPPING",
    "prompt": "PROMPTING",
    "generate": "GENERATING",
    "save": "GENERATING",
}
TIER = {"1k": "TIER_1K", "2k": "TIER_2K", "4k": "TIER_4K"}


def status(job: Job) -> str:
    """Failed reads REFUNDED where credits went back."""
    if job.state.status is Status.FAILED and job.refunded:
        return "REFUNDED"
    return STATUS[job.state.status]


def job(job: Job, links: Links) -> dict[str, Any]:
    state, image_id = job.state, job.input["imageId"]
    return {
        "id": job.id,
        **standing(job, links),
        "creditsCost": job.charged,
        "createdAt": _time(job.created_at),
        "processingStartedAt": _time(state.started_at),
        "processingCompletedAt": _time(state.completed_at),
        "isAnonymous": False,
        "image": {
            "id": image_id,
            "name": job.input["imageName"],
            "originalUrl": links.to(f"/api/images/{image_id}/content"),
            "originalWidth": job.input["width"],
            "originalHeight": job.input["height"],
        },
    }


def standing(job: Job, links: Links) -> dict[str, Any]:
    """What the stream and the status call both tell."""
    state = job.state
    done = state.result if state.status is Status.COMPLETED else None
    running = state.stage if not state.status.ended else None
    message = state.error.message if state.error else None
    return {
        "jobId": job.id,
        "groupId": job.group,
        "tier": TIER[job.input["tier"]],
        "status": status(job),
        "currentStage": STAGE[running.name] if running else None,
        "enhancedUrl": links.artifact(done["artifact_id"]) if done else None,
        "enhancedWidth": done["width"] if done else None,
        "enhancedHeight": done["height"] if done else None,
        "errorMessage": message,
        "error": message,
        "progress": state.percent,
        "detail": state.detail,
        "waitingFor": job.waiting_for,
    }


def messages(seen: Seen, links: Links) -> list[dict[str, Any]]:
    """Frames of the per-job stream: `connected` once, then a `status` for everything that happens."""
    ended = seen.job.state.status.ended
    if seen.moment is Moment.RESET and ended:
        return []  # the terminal frame follows by itself
    hello = {"type": "connected", "message": "Connected to job stream", "jobId": seen.job.id}
    told = {"type": "status", **standing(seen.job, links)}
    if seen.moment is not Moment.SNAPSHOT:
        return [told]
    return [hello] if ended else [hello, told]


def started(jobs: list[Job], group: str, balance: int) -> dict[str, Any]:
    return {
        "success": True,
        "groupId": group,
        "jobs": [
            {
                "jobId": j.id,
                "tier": TIER[j.input["tier"]],
                "tokenCost": j.charged,
                "status": status(j),
            }
            for j in jobs
        ],
        "totalCost": sum(j.charged for j in jobs),
        "newBalance": balance,
    }


def cancelled(job_: Job, balance: int, links: Links) -> dict[str, Any]:
    return {
        "success": True,
        "job": job(job_, links),
        "creditsRefunded": job_.refunded,
        "newBalance": balance,
        "waitingFor": None if job_.state.status.ended else "cancelling",
    }


def _time(at: Any) -> str | None:
    return at.isoformat() if at else None
