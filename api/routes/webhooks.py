"""`/v1/webhooks`: try a receiver now, and what it verifies our signatures with."""

import secrets
import time
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth import Asks
from api.deps import Use, json_only
from api.document import told
from api.errors import Problem
from api.routes.notify import check_webhook
from api.schemas import notify as shapes
from api.telling import time as written
from receivers import LONGEST_URL
from webhooks import secret_of

router = APIRouter(prefix="/v1/webhooks", tags=["v1"])
EXAMPLE: dict[str, Any] = {"url": "http://127.0.0.1:9000/callsheet"}


class TryWebhook(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    url: Annotated[str, Field(max_length=LONGEST_URL)]


@router.post("/test", dependencies=[Depends(json_only)], responses=told(shapes.WebhookTried))
async def try_webhook(body: TryWebhook, rooms: Use, caller: Asks) -> dict[str, Any]:
    """One signed message of type `webhook.test`, once, as it would come at the end of a job."""
    check_webhook(body.url, rooms.settings.webhook_hosts, "/url")
    message_id, began = f"test_{secrets.token_hex(10)}", time.monotonic()
    said = {"owner": caller.owner, "message": "Callsheet can reach you."}
    message = {"type": "webhook.test", "timestamp": written(datetime.now(UTC)), "data": said}
    answer = await rooms.webhooks.post(body.url, message_id, message)
    return {
        "id": message_id,
        "delivered": answer.delivered,
        "status": answer.status,
        "told": answer.told,
        "elapsedMs": round((time.monotonic() - began) * 1000),
    }


@router.get("/secret", name="webhook_secret", responses=told(shapes.WebhookSecret))
async def secret(rooms: Use, caller: Asks) -> JSONResponse:
    """For the operator of this server, who gives it to receivers."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator of this server can see the webhook secret.")
    source = "setting" if rooms.settings.webhook_secret.get_secret_value() else "file"
    body = {"secret": secret_of(rooms.settings), "source": source}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})
