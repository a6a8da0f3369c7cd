"""Who asks. In open mode the owner header decides; without it the request is the machine's operator."""

import re
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Header, Query

from api.errors import Problem

OWNER_NAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")
NAMED: dict[str, Any] = {"json_schema_extra": {"pattern": f"^{OWNER_NAME.pattern}$"}}
LOCAL = "local"


class Caller(NamedTuple):
    """`owner` None is the operator, who sees everything."""

    owner: str | None

    def acts_as(self, named: str | None, pointer: str) -> str:
        """Whose a new job is: the caller's own, else the one the body names, else `local`."""
        if named is not None:
            check_name(named, pointer)
        if self.owner is None:
            return named or LOCAL
        if named not in (None, self.owner):
            raise Problem(403, "owner-mismatch", f"You are {self.owner}, not {named}.", pointer=pointer)
        return self.owner


def check_name(name: str, pointer: str) -> None:
    if not OWNER_NAME.fullmatch(name):
        detail = "An owner has 1 to 64 letters, digits or any of . _ @ -"
        raise Problem(422, "owner-invalid", detail, pointer=pointer)


async def caller(
    header: Annotated[
        str | None,
        Header(alias="X-Callsheet-Owner", description="Who asks; without it, the operator.", **NAMED),
    ] = None,
    query: Annotated[str | None, Query(alias="owner", description="The same as the header.", **NAMED)] = None,
) -> Caller:
    """`?owner=` does for `EventSource` what the header does."""
    for name in (header, query):
        if name is not None:
            check_name(name, "?owner")
    if header and query and header != query:
        raise Problem(403, "owner-mismatch", f"You are {header}, not {query}.", pointer="?owner")
    return Caller(header or query)


Asks = Annotated[Caller, Depends(caller)]
