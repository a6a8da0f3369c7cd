"""`notify` in the body of any start: who is told when the job has ended."""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.errors import Problem
from receivers import LONGEST_EMAIL, LONGEST_URL, YOURS, ReceiverRefused, check_email, check_url
from settings import Settings
from workflows.contracts.job import Job

NO_MAIL = "E-mail is not set up on this server: its operator can set CALLSHEET_SMTP_HOST."


class Notify(BaseModel):
    """However the job ends. A start of several jobs tells of each."""

    model_config = ConfigDict(extra="forbid")

    webhookUrl: Annotated[str, Field(max_length=LONGEST_URL)] | None = None  # noqa: N815 (the wire's name)
    email: Annotated[str, Field(max_length=LONGEST_EMAIL)] | None = None


def checked(settings: Settings, notify: Notify | None, at: str) -> dict[str, Any]:
    """What goes into the job's input; `at` points to where the body says it."""
    if notify is None:
        return {}
    if notify.webhookUrl is not None:
        check_webhook(notify.webhookUrl, settings.webhook_hosts, f"{at}/webhookUrl")
    if notify.email is not None:
        _check_email(settings, notify.email, f"{at}/email")
    wanted = notify.model_dump(exclude_none=True)
    return {"notify": wanted} if wanted else {}


def check_webhook(url: str, hosts: Collection[str], pointer: str) -> None:
    """`hosts` may be anywhere."""
    try:
        check_url(url, hosts, YOURS)
    except ReceiverRefused as refused:
        raise Problem(422, "webhook-refused", str(refused), pointer=pointer) from refused


def kept(job: Job) -> dict[str, Any]:
    """Who was to be told of a job is told of the one that carries it on."""
    return {"notify": job.input["notify"]} if "notify" in job.input else {}


def fingerprinted(body: BaseModel) -> dict[str, Any]:
    """What makes a start the same again; an absent `notify` is none, as it was before there was one."""
    asked = body.model_dump(mode="json", exclude={"ownerId"})
    return {name: value for name, value in asked.items() if name != "notify" or value is not None}


def _check_email(settings: Settings, address: str, pointer: str) -> None:
    if not settings.smtp_host:
        raise Problem(422, "email-not-set-up", NO_MAIL, pointer=pointer)
    try:
        check_email(address)
    except ReceiverRefused as refused:
        raise Problem(422, "email-refused", str(refused), pointer=pointer) from refused
