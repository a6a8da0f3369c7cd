"""`/v1/prompts`: small records that tasks may name; a task's `promptId` need not be one of them."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictStr

from api.auth import NAMED, Asks
from api.deps import Rooms, Use, json_only
from api.document import refused, told
from api.schemas import generation as shapes
from api.schemas.texts import NO_NUL
from api.telling import time
from storage.prompts import Prompt, PromptMissing

router = APIRouter(prefix="/v1/prompts", tags=["v1"], responses=refused(503))


class NewPrompt(BaseModel):
    """`id` is chosen here where it is left out; the same prompt under the same id again changes nothing."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"content": "A beautiful sunset", "type": "image"}]}
    )

    content: Annotated[StrictStr, Field(min_length=1, max_length=20_000), NO_NUL]
    type: Annotated[StrictStr, Field(min_length=1, max_length=32), NO_NUL] = "image"
    id: Annotated[StrictStr, Field(min_length=1, max_length=255), NO_NUL] | None = None
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815 (the wire's name)


@router.post(
    "",
    status_code=201,
    dependencies=[Depends(json_only)],
    responses={**told(shapes.Prompt, "Location", status=201), **refused(409)},
    name="create_prompt",
)
async def create(body: NewPrompt, rooms: Use, caller: Asks) -> JSONResponse:
    owner = caller.acts_as(body.ownerId, "/ownerId")
    prompt_id = body.id or f"prm_{secrets.token_hex(10)}"
    kept = await rooms.prompts.add(Prompt(prompt_id, owner, body.type, body.content, datetime.now(UTC)))
    return JSONResponse(_told(kept), 201, {"Location": rooms.links.to(f"/v1/prompts/{kept.id}")})


@router.get("", responses=told(shapes.Prompts), name="prompts")
async def prompts(
    rooms: Use, caller: Asks, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> dict[str, Any]:
    """The newest."""
    return {"data": [_told(one) for one in await rooms.prompts.page(caller.owner, limit)]}


@router.get("/{prompt_id}", responses={**told(shapes.Prompt), **refused(404)}, name="prompt")
async def prompt(prompt_id: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    return _told(await rooms.prompts.find(prompt_id, caller.owner))


@router.delete("/{prompt_id}", status_code=204, responses=refused(404), name="delete_prompt")
async def delete(prompt_id: str, rooms: Use, caller: Asks) -> None:
    """What was made of it stays."""
    await rooms.prompts.remove((await rooms.prompts.find(prompt_id, caller.owner)).id)


async def record_of(rooms: Rooms, prompt_id: str, owner: str) -> dict[str, Any] | None:
    """The record of that id as a task tells it, None where there is none; another's is not there."""
    try:
        found = await rooms.prompts.find(prompt_id, owner)
    except PromptMissing:
        if prompt_id in await rooms.prompts.find_many([prompt_id]):
            raise
        return None
    return told_briefly(found)


def told_briefly(prompt: Prompt) -> dict[str, Any]:
    return {"id": prompt.id, "type": prompt.type, "content": prompt.content}


def _told(prompt: Prompt) -> dict[str, Any]:
    return {**told_briefly(prompt), "owner": prompt.owner, "createdAt": time(prompt.created_at)}
