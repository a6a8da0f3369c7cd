"""What the owner routes answer."""

from typing import Annotated

from pydantic import Field

from api.schemas.annotation import TierName
from api.schemas.shape import Count, Shape


class Owner(Shape):
    owner: str
    tier: TierName
    rate_per_minute: Annotated[int | None, Field(ge=1, description="Calls of the annotator; null: unlimited")]
    concurrency: Annotated[int, Field(ge=1)]
    balance: Count
    open_jobs: Annotated[int, Field(ge=0, description="Jobs of theirs that have not ended")]


class Owners(Shape):
    data: list[Owner]
