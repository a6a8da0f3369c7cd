"""What is answered about receivers of notices."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.shape import Count, Shape


class Notified(Shape):
    """In a canonical job: who is told of its end."""

    webhook_url: Annotated[str | None, Field(description="Without its query")]
    email: str | None


class WebhookTried(Shape):
    """`told` says in words what the receiver answered, or why nothing was sent."""

    id: Annotated[str, Field(description="The message's `webhook-id`")]
    delivered: bool
    status: Annotated[int | None, Field(description="HTTP status; null where nobody answered")]
    told: str
    elapsed_ms: Count


class WebhookSecret(Shape):
    secret: Annotated[str, Field(description="Verifies signatures, as standardwebhooks.com describes")]
    source: Literal["setting", "file"]
