"""`/v1/owners`: who there is, and which tier binds them; tiers are the operator's to give."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict

from api.auth import NAMED, Asks, Caller, check_name
from api.deps import Use, json_only
from api.document import refused, told
from api.errors import Problem
from api.schemas import owners as shapes
from api.schemas.annotation import TierName
from storage.tiers import Owner

router = APIRouter(prefix="/v1/owners", tags=["v1"], responses=refused(503))
Name = Annotated[str, Path(**NAMED)]


class SetTier(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"tier": "paid"}]})

    tier: TierName


@router.get("", responses=told(shapes.Owners))
async def owners(rooms: Use, caller: Asks) -> dict[str, Any]:
    """The operator sees everybody, an owner themselves."""
    if caller.owner is not None:
        return {"data": [_told(await rooms.owners.find(caller.owner))]}
    return {"data": [_told(owner) for owner in await rooms.owners.all()]}


@router.get("/{name}", responses={**told(shapes.Owner), **refused(404)})
async def owner(name: Name, rooms: Use, caller: Asks) -> dict[str, Any]:
    check_name(name, "?name")
    _check_own(caller, name)
    return _told(await rooms.owners.find(name))


@router.put("/{name}", dependencies=[Depends(json_only)], responses=told(shapes.Owner))
async def set_tier(name: Name, body: SetTier, rooms: Use, caller: Asks) -> dict[str, Any]:
    """Binds from the next call on; an owner who is not there yet is made."""
    if caller.owner is not None:
        raise Problem(403, "operator-only", "Only the operator of this server can set tiers.")
    check_name(name, "?name")
    return _told(await rooms.owners.set_tier(name, body.tier))


def _check_own(caller: Caller, name: str) -> None:
    if caller.owner not in (None, name):
        raise Problem(404, "owner-not-found", "Owner not found.")


def _told(owner: Owner) -> dict[str, Any]:
    return {
        "owner": owner.name,
        "tier": owner.tier,
        "ratePerMinute": owner.limits.per_minute,
        "concurrency": owner.limits.concurrency,
        "balance": owner.balance,
        "openJobs": owner.open_jobs,
    }
