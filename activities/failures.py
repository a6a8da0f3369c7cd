"""Refusals become Temporal's words in one place: asking again is useless, or not before a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.lanes import LimitReached
from activities.patience import NotYet
from activities.providers.base import ProviderBusy, ProviderRejected
from children import ChildDied
from films import MediaRefused
from storage.artifacts import ArtifactExpired, ArtifactMissing
from storage.creations import CreationMissing, CreationTaken
from storage.database import StorageUnavailable
from storage.datasets import DatasetMissing
from storage.images import ImageRefused
from storage.snapshots import DatasetMoved
from storage.turns import DatasetBusy, DatasetGone, LoadGone, LoadTaken, RowsReplaced
from tabular.excel import CellTooLong
from tabular.refusing import FileRefused

MOVED = (DatasetBusy, DatasetGone, DatasetMissing, DatasetMoved, LoadGone, LoadTaken, RowsReplaced)
CREATIONS = (CreationMissing, CreationTaken, ArtifactExpired)
TRANSFERS = (*MOVED, FileRefused, CellTooLong, ChildDied, MemoryError)
DELETED = ("dataset-gone", "The dataset was deleted")
AT_AN_END: dict[type[BaseException], tuple[str, str]] = {
    DatasetGone: DELETED,
    DatasetMissing: DELETED,
    LoadGone: ("load-gone", "What was read of the file is gone, or another job carries it on"),
    RowsReplaced: (
        "rows-replaced",
        "Another import replaced the dataset's rows; a retry reads the file from its beginning",
    ),
}
OTHERS = (
    ProviderRejected,
    ProviderBusy,
    LimitReached,
    NotYet,
    ImageRefused,
    MediaRefused,
    ArtifactMissing,
    StorageUnavailable,
)
AWAY = "The database cannot be used at the moment"
UNFIT = ("22", "54")
"""PostgreSQL's classes of errors that are the values' own: they are the same the next time."""


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except BaseExceptionGroup as group:
        raise _translated(_first(group)) from group
    except TRANSFERS as refusal:
        raise _of_transfers(refusal) from refusal
    except CREATIONS as refusal:
        raise _of_creations(refusal) from refusal
    except OTHERS as refusal:
        raise _translated(refusal) from refusal
    except SQLAlchemyError as error:
        raise _of_database(error) from error


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
        case ImageRefused() | MediaRefused():
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
        case LimitReached(wait_s=seconds) | NotYet(wait_s=seconds):
            return ApplicationError(
                str(refusal),
                type=refusal.code if isinstance(refusal, NotYet) else "limit-reached",
                next_retry_delay=timedelta(seconds=seconds),
                category=ApplicationErrorCategory.BENIGN,  # it is no fault, and nobody is to look for one
            )
    return refusal


def _of_creations(refusal: BaseException) -> ApplicationError:
    match refusal:
        case CreationTaken():
            code, message = "job-over", f"The task has ended, or another job carries it on ({refusal})"
        case ArtifactExpired():
            code, message = (
                "upload-expired",
                "A file that the task needs is not kept any more; upload it again",
            )
        case _:
            code, message = "creation-gone", "What is known of the provider's task was removed with its job"
    return ApplicationError(message, type=code, non_retryable=True)


def _of_database(error: SQLAlchemyError) -> ApplicationError:
    """In words of ours: its own are SQL, and values."""
    said = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    if said.startswith(UNFIT):
        return ApplicationError("The database cannot hold these values", type="unfit", non_retryable=True)
    return ApplicationError(AWAY, type="database-away")


def _of_transfers(refusal: BaseException) -> BaseException:
    match refusal:
        case FileRefused(code=code, message=message):
            return ApplicationError(message, type=code, non_retryable=True)
        case CellTooLong():
            return ApplicationError(str(refusal), type="cell-too-long", non_retryable=True)
        case DatasetGone() | DatasetMissing() | LoadGone() | RowsReplaced():
            code, message = AT_AN_END[type(refusal)]
            return ApplicationError(message, type=code, non_retryable=True)
        case DatasetMoved():
            return ApplicationError("The dataset's rows were replaced this moment", type="dataset-moved")
        case DatasetBusy():
            message = f"Another import has to end first ({refusal})"
            return ApplicationError(message, type="dataset-busy", category=ApplicationErrorCategory.BENIGN)
        case LoadTaken():
            return ApplicationError("Another attempt goes on with it", type="load-taken")
        case MemoryError():
            return ApplicationError("The work needs more memory than it may have", type="out-of-memory")
        case ChildDied():
            return ApplicationError(
                f"Reading or writing the file was cut short: {refusal}", type="child-died"
            )
    return refusal
