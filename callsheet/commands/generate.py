"""`callsheet generate`: words go in, pictures or a video come out, in a folder."""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from callsheet.commands.generate_report import document, report
from callsheet.commands.generating import Generating, Wishes, is_link
from callsheet.commands.parameters import Asked, more, parameters
from callsheet.commands.terminal import AsJson, fail, run, say_json
from callsheet.generation_models import OUTCOME_UNKNOWN, SUCCESS, Task


class Model(StrEnum):
    IMAGEN4 = "imagen4"
    VEO3 = "veo3"
    MIDJOURNEY = "midjourney"
    SORA2 = "sora2"


Prompt = Annotated[str | None, typer.Argument(metavar="PROMPT", help="What is to be seen.")]
Family = Annotated[Model | None, typer.Option(help="Pictures: imagen4, midjourney. Video: veo3, sora2.")]
Number = Annotated[int | None, typer.Option("--num", min=1, max=4, help="How many (imagen4: 1).")]
Ratio = Annotated[str | None, typer.Option(help="Such as 16:9 or 9:16.")]
Seed = Annotated[int | None, typer.Option(min=0, help="The same seed, much the same picture.")]
Negative = Annotated[str | None, typer.Option(help="What is not to be seen (imagen4).")]
Variant = Annotated[
    str | None,
    typer.Option(
        help="imagen4: fast, standard, ultra. veo3: veo3_fast, veo3. midjourney: img2img, video, ..."
    ),
]
Images = Annotated[
    list[str] | None, typer.Option("--image", metavar="FILE", help="A picture to work from, or its URL.")
]
Params = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Any other one of the provider's.")
]
Out = Annotated[Path, typer.Option(file_okay=False, help="Folder for the files.")]
PromptId = Annotated[str | None, typer.Option(help="What it belongs to; else the words say so.")]
Watched = Annotated[str | None, typer.Option("--watch", metavar="TASK", help="Come back to one.")]
Retried = Annotated[
    str | None, typer.Option("--retry", metavar="TASK", help="Carry on with one that failed.")
]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Do not wait for the end.")]
Timeout = Annotated[float | None, typer.Option(min=0.1, help="Wait so many seconds at most.")]


def generate(
    prompt: Prompt = None,
    model: Family = None,
    num: Number = None,
    ratio: Ratio = None,
    seed: Seed = None,
    negative: Negative = None,
    variant: Variant = None,
    images: Images = None,
    params: Params = None,
    out: Out = Path("generated"),
    prompt_id: PromptId = None,
    watch: Watched = None,
    retry: Retried = None,
    no_wait: NoWait = False,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> None:
    """Make pictures or video of words. Ctrl-C leaves the task running, since it is paid for."""
    described = (model, num, ratio, seed, negative, variant, images, params, prompt_id)
    _check((prompt, watch, retry), described, no_wait and (watch is not None or timeout is not None))
    named, given = (model or Model.IMAGEN4).value, (num, ratio, seed, negative, variant, tuple(images or ()))
    asked = None if prompt is None else _checked(Asked(named, prompt, *given), params or [])
    errand = Generating(Wishes(asked, out, prompt_id, watch, retry, not no_wait, timeout, as_json))
    task = run(errand.run, errand.parting)
    if as_json:
        say_json(document(errand, task))
    elif not task.is_pending:
        report(errand, task)
    if not no_wait:
        _judge(errand, task)


def _check(which: Sequence[str | None], described: Sequence[object], waits_not: bool) -> None:
    """`which`: a prompt, or a task that is there already and is described by nothing more."""
    if sum(one is not None for one in which) != 1:
        raise typer.BadParameter("give a prompt, or one of --watch TASK and --retry TASK")
    if waits_not:
        raise typer.BadParameter("--no-wait does not wait: it goes with neither --watch nor --timeout")
    if which[0] is None and any(one is not None for one in described):
        raise typer.BadParameter("--watch and --retry are of a task that is described already")


def _checked(asked: Asked, params: Sequence[str]) -> Asked:
    """What can be seen to be wrong before anything is sent is a wrong call."""
    try:
        asked = replace(asked, more=more(params))
        parameters(asked, asked.images)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    for image in asked.images:
        if not (is_link(image) or Path(image).is_file()):
            raise typer.BadParameter(f"there is no file {image}", param_hint="--image")
    return asked


def _judge(errand: Generating, task: Task) -> None:
    """Exit code 0 is for tasks whose files are all there, and here."""
    if errand.connection_lost:
        fail(f"Connection lost. {errand.parting()}")
    if errand.timed_out:
        fail(f"Not ready after {errand.wishes.timeout_s:g} s. {errand.parting()}")
    out = shlex.quote(str(errand.wishes.out))
    if task.status != SUCCESS:
        why = (task.fail_msg or task.fail_code or "It failed").rstrip(".")
        fail(f"{task.id}: {why}. Carry on: callsheet generate --retry {task.id} --out {out}{_besides(task)}")
    if errand.not_kept:
        again = f"callsheet generate --watch {task.id} --out {out}"
        fail(f"Not everything was saved: {errand.not_kept} Try again: {again}")


def _besides(task: Task) -> str:
    """A retry of a task whose paid call was never answered goes on waiting for that answer."""
    if task.fail_code != OUTCOME_UNKNOWN:
        return ""
    return f" Or say what became of it, as the operator: callsheet tasks resolve {task.id}"
