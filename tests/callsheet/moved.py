"""An import, an export and a dataset as the wire tells them."""

import json
from typing import Any

ID, OUT = "imp_0123456789abcdef0123", "exp_0123456789abcdef0123"
STREAM = "GET /api/import-export/jobs/ws"
STATUS = f"GET /api/import-export/jobs/{ID}/status"
CONNECTED = f'data: {{"type":"connected","jobId":"{ID}"}}\n\n'
UNKNOWN = 'id: job-not-found\ndata: {"type":"error","message":"Job not found"}\n\n'
IMPORTED: dict[str, Any] = {"importedCount": 7, "skippedCount": 2, "insertedCount": 7, "updatedCount": 0}
IMPORTED |= {"totalRows": 9, "datasetId": "ds_1", "errors": ['Row 3: age: "x" is not a whole number']}
IMPORTED |= {"errorsByColumn": [{"column": "age", "code": "type", "count": 2}], "elapsedMs": 1500}
IMPORTED |= {"errorsUrl": f"/api/import-export/jobs/{ID}/errors.jsonl"}
COLUMNS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "required": True, "unique": True},
    {"name": "name", "type": "string"},
    {"name": "age", "type": "integer", "min": 0, "max": 130},
]
NOT_SAID = {"required": False, "unique": False, "min": None, "max": None, "pattern": None, "values": None}
DATASET: dict[str, Any] = {"id": "ds_1", "name": "people", "owner": "local", "key": "id", "rows": 3}
DATASET |= {"columns": [NOT_SAID | one for one in COLUMNS], "createdAt": "2026-01-02T03:04:05Z"}
DATASET |= {"links": {"self": "/v1/datasets/ds_1", "rows": "/v1/datasets/ds_1/rows"}}


def state(status: str = "PROCESSING", progress: int = 0, **more: Any) -> dict[str, Any]:
    """What the stream tells."""
    told: dict[str, Any] = {
        "status": status,
        "progress": 100 if status == "COMPLETED" else progress,
        "stage": "load",
    }
    told |= {"detail": None, "processedRows": progress, "importedCount": progress, "skippedCount": 0}
    told |= {"error": None, "result": None, "waitingFor": None, "updatedAt": "2026-01-02T03:04:05Z"}
    return {"type": "status_update", "jobId": ID, **told, **more}


def transfer(status: str = "PROCESSING", progress: int = 0, **more: Any) -> dict[str, Any]:
    """What a plain question is answered with."""
    told: dict[str, Any] = {
        "id": ID,
        "type": "import",
        "dataset": {"id": "ds_1", "name": "people"},
        "mode": "insert",
    }
    told |= {"format": "csv", "totalRows": None, "fileUrl": None, "fileName": "people.csv", "fileSize": 99}
    told |= {"errorMessage": None, "retryOf": None, "startedAt": None, "completedAt": None}
    told |= {"createdAt": "2026-01-02T03:04:05Z"}
    return {**state(status, progress), **told, **more}


def exported(content: bytes, sha256: str, status: str = "COMPLETED") -> dict[str, Any]:
    """An export of the dataset, as CSV."""
    result: dict[str, Any] = {
        "fileUrl": "/v1/artifacts/abc",
        "fileName": f"export-{OUT}.csv",
        "fileSize": len(content),
    }
    result |= {"rowCount": 3, "format": "csv", "sha256": sha256, "expiresAt": "2027-01-02T03:04:05Z"}
    more: dict[str, Any] = {"id": OUT, "jobId": OUT, "type": "export", "mode": None, "importedCount": None}
    done = status == "COMPLETED"
    more |= {"result": result if done else None, "fileUrl": result["fileUrl"] if done else None}
    return transfer(status, **more)


def frame(told: dict[str, Any], event_id: str | None = None) -> str:
    """Unnamed, for `onmessage`."""
    return (f"id: {event_id}\n" if event_id else "") + f"data: {json.dumps(told)}\n\n"


def update(status: str = "PROCESSING", progress: int = 0, **more: Any) -> str:
    return frame(state(status, progress, **more), f"r-{progress}-{status}")
