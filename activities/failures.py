"""Refusals become Temporal's words in one place: asking again is useless, or not before a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.lanes import LimitReached
from activities.providers.base import ProviderBusy, ProviderRejected
from storage.artifacts import ArtifactMissing
from storage.database import StorageUnavailable
from storage.images import ImageRefused

REFUSALS = (ProviderRejected, ProviderBusy, LimitReached, ImageRefused, ArtifactMissing, StorageUnavailable)
AWAY = "The database cannot be used at the moment"


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except BaseExceptionGroup as group:
        raise _translated(_first(group)) from group
    except REFUSALS as refusal:
        raise _translated(refusal) from refusal
    except SQLAlchemyError as error:  # its words are SQL
        raise ApplicationError(AWAY, type="database-away") from error


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """One tile's failure cancels the others; the first leaf is the reason."""
    leaf: BaseException = group
    while isinstance(leaf, BaseExceptionGroup):
        leaf = leaf.exceptions[0]
    return leaf


def _translated(refusal: BaseException) -> BaseException:
    match refusal:
        case ImageRefused(code="decoder-failed"):  # the upload was decoded once already: it is us
            return ApplicationError(str(refusal.message), type=refusal.code)
        case ImageRefused():
            return ApplicationError(refusal.message, type=refusal.code, non_retryable=True)
        case ProviderRejected():
            return ApplicationError(str(refusal), type=refusal.code, non_retryable=True)
        case ArtifactMissing():
            return ApplicationError(
                "The image is not stored any more", type="image-not-found", non_retryable=True
            )
        case StorageUnavailable():  # its words may be paths
            return ApplicationError("The artifact store cannot be used at the moment", type="storage-away")
        case ProviderBusy(retry_after=seconds):
            delay = timedelta(seconds=seconds) if seconds else None
            return ApplicationError(str(refusal), type=refusal.code, next_retry_delay=delay)
        case LimitReached(wait_s=seconds):
            return ApplicationError(
                str(refusal),
                type="limit-reached",
                next_retry_delay=timedelta(seconds=seconds),
                category=ApplicationErrorCategory.BENIGN,  # it is no fault, and nobody is to look for one
            )
    return refusal
