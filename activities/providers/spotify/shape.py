"""What is read of Spotify's answers: all but id, name, uri and duration may be missing or odd."""

from typing import Annotated, Generic, TypeVar

from pydantic import (
    BaseModel,
    Field,
    OnErrorOmit,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

T = TypeVar("T")


def _none_where_odd(value: object, check: ValidatorFunctionWrapHandler) -> object:
    try:
        return check(value)
    except ValidationError:
        return None


Maybe = Annotated[T | None, WrapValidator(_none_where_odd)]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,64}$")]
"""Only what can stand in a path."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Uri = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]


class ArtistSeen(BaseModel):
    id: Id
    name: Name
    uri: Uri
    genres: Maybe[list[OnErrorOmit[Name]]] = None


class Credit(BaseModel):
    """An artist as a track names them."""

    id: Id
    name: Maybe[Name] = None


class AlbumSeen(BaseModel):
    id: Maybe[Id] = None
    name: Maybe[Name] = None
    release_date: Maybe[Annotated[str, StringConstraints(pattern=r"^[0-9]{4}")]] = None

    @property
    def year(self) -> int | None:
        """ "0000" is Spotify's way to say that nobody knows."""
        return int((self.release_date or "0")[:4]) or None


class TrackSeen(BaseModel):
    id: Id
    name: Name
    uri: Uri
    duration_ms: Annotated[int, Field(gt=0, lt=86_400_000)]
    album: Maybe[AlbumSeen] = None
    artists: Maybe[list[OnErrorOmit[Credit]]] = None


class Page(BaseModel, Generic[T]):
    items: list[OnErrorOmit[T]]
    next: Maybe[str] = None


class FoundArtists(BaseModel):
    artists: Page[ArtistSeen]


class FoundTracks(BaseModel):
    tracks: Page[TrackSeen]


class Popular(BaseModel):
    tracks: list[OnErrorOmit[TrackSeen]]
