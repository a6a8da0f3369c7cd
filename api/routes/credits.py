"""`/v1/credits`: what an owner has, how it came to that, and the operator's grants."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from api.auth import Asks, check_name
from api.deps import Use, json_only, position
from api.dialects import v1
from api.errors import Problem

router = APIRouter(prefix="/v1/credits")


class Grant(BaseModel):
    model_config = ConfigDict(extra="forbid")

    owner: str
    amount: Annotated[int, Field(gt=0, le=1_000_000_000)]


@router.get("")
async def balance(rooms: Use, caller: Asks) -> dict[str, Any]:
    owner = caller.acts_as(None, "?owner")
    return {"owner": owner, "balance": await rooms.catalog.balance(owner)}


@router.get("/ledger")
async def ledger(
    rooms: Use,
    caller: Asks,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: str | None = None,
) -> dict[str, Any]:
    """Every grant, charge and refund, newest first; the operator sees everybody's."""
    entries = await rooms.catalog.ledger(caller.owner, position(cursor), limit)
    more = str(entries[-1].id) if len(entries) == limit else None
    return {"data": [v1.credit_entry(entry) for entry in entries], "nextCursor": more}


@router.post("/grants", status_code=201, dependencies=[Depends(json_only)])
async def grant(body: Grant, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Give an owner credits; only the operator may."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator of this server can grant credits.")
    check_name(body.owner, "/owner")
    return {"owner": body.owner, "balance": await rooms.catalog.grant(body.owner, body.amount)}
