"""Pictures that a task works from: files of ours, which its provider is lent, or public addresses.

We fetch none of them ourselves; an address of the inside is refused before anybody could.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from api.deps import Rooms
from api.errors import Problem
from api.guard import hosts_of
from receivers import ReceiverRefused, check_url
from storage.artifacts import ArtifactExpired, ArtifactMissing
from workflows.contracts.generation import Input

OURS = "/v1/artifacts/"
GONE = "There is no such file here (any more); upload it again."


class Sources(NamedTuple):
    inputs: tuple[Input, ...] = ()
    warnings: tuple[str, ...] = ()


async def checked(rooms: Rooms, owner: str, urls: Sequence[str], at: str, deadline_s: float) -> Sources:
    """What the URLs are that the field at `at` holds. Raises `Problem` for the first that cannot be used."""
    inputs: list[Input] = []
    warnings: list[str] = []
    until = datetime.now(UTC) + timedelta(seconds=deadline_s)
    for number, url in enumerate(urls):
        pointer = f"{at}/{number}"
        artifact_id = _artifact_of(rooms, url)
        if artifact_id is None:
            _check_public(url, pointer)
            continue
        expires_at = await _usable(rooms, owner, artifact_id, pointer)
        if expires_at and expires_at < until:
            warnings.append(
                f"{pointer} can be used until {expires_at:%Y-%m-%d %H:%M} UTC; the task may last longer."
            )
        inputs.append(Input(url=url, artifact_id=artifact_id))
    return Sources(tuple(inputs), tuple(warnings))


def _artifact_of(rooms: Rooms, url: str) -> str | None:
    """The id in a link of ours, under whichever of our names; None for an address elsewhere, or for none."""
    hosts = hosts_of(rooms.settings)
    try:
        found = check_url(url, hosts)
    except ReceiverRefused:
        return None
    if found.host not in hosts or not found.path.startswith(OURS):
        return None
    return found.path.removeprefix(OURS)


def _check_public(url: str, pointer: str) -> None:
    try:
        check_url(url, ())
    except ReceiverRefused as refused:
        raise Problem(422, "url-refused", str(refused), pointer=pointer) from refused


async def _usable(rooms: Rooms, owner: str, artifact_id: str, pointer: str) -> datetime | None:
    """Until when the file can be used; None: as long as its job is kept."""
    try:
        found = await rooms.artifacts.find(artifact_id)
    except ArtifactExpired as over:
        detail = f"The file could be used until {over.args[0]:%Y-%m-%d %H:%M} UTC; upload it again."
        raise Problem(422, "upload-expired", detail, pointer=pointer) from None
    except ArtifactMissing:
        raise Problem(422, "upload-missing", GONE, pointer=pointer) from None
    if found.owner != owner:
        raise Problem(422, "upload-missing", GONE, pointer=pointer)
    if not found.media_type.startswith("image/"):
        detail = f"{found.filename} is {found.media_type}; these models work from pictures."
        raise Problem(422, "not-an-image", detail, pointer=pointer)
    return found.expires_at
