"""`/v1/credits`: what an owner has, how it came to that, and the operator's grants."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from api.auth import NAMED, Asks, check_name
from api.deps import Cursor, Use, json_only, position
from api.dialects import v1
from api.document import refused, told
from api.errors import Problem
from api.schemas import v1 as shapes

router = APIRouter(prefix="/v1/credits", tags=["v1"], responses=refused(503))


class Grant(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"owner": "ann", "amount": 500}]}
    )

    owner: Annotated[str, Field(**NAMED)]
    amount: Annotated[int, Field(gt=0, le=1_000_000_000)]


@router.get("", responses=told(shapes.Balance))
async def balance(rooms: Use, caller: Asks) -> dict[str, Any]:
    owner = caller.acts_as(None, "?owner")
    return {"owner": owner, "balance": await rooms.catalog.balance(owner)}


@router.get("/ledger", responses=told(shapes.Ledger))
async def ledger(
    rooms: Use,
    caller: Asks,
    job: Annotated[
        str | None, Query(max_length=128, description="Only what this job cost and gave back.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Every grant, charge and refund, newest first; the operator sees everybody's."""
    entries = await rooms.catalog.ledger(caller.owner, position(cursor), limit, job)
    more = str(entries[-1].id) if len(entries) == limit else None
    return {"data": [v1.credit_entry(entry) for entry in entries], "nextCursor": more}


@router.post(
    "/grants",
    status_code=201,
    dependencies=[Depends(json_only)],
    responses=told(shapes.Balance, status=201),
)
async def grant(body: Grant, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Give an owner credits; only the operator may."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator of this server can grant credits.")
    check_name(body.owner, "/owner")
    return {"owner": body.owner, "balance": await rooms.catalog.grant(body.owner, body.amount)}
