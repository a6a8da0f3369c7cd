"""Tasks are created and looked at, in each family's way."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from callsheet.fakekie.answers import body_of, good, keyed, kie_of, root_of
from callsheet.fakekie.bodies import Refused
from callsheet.fakekie.families import Family
from callsheet.fakekie.sayings import OK
from callsheet.fakekie.state import Kie
from callsheet.fakekie.task import Order


class Tasks:
    """The two routes of a family."""

    def __init__(self, family: Family) -> None:
        self._family = family
        self.create, self.look = keyed(self._create), keyed(self._look)

    async def _create(self, request: Request) -> Response:
        kie = kie_of(request)
        try:
            if not kie.account.admits():
                raise Refused(429, "You have sent too many requests, please try again later.")
            body = await body_of(request)
            order = self._family.order(body)
            _check_inputs(kie, order, root_of(request))
        except Refused as refused:
            kie.truth.note("refused", family=self._family.name, said=f"code {refused.code}", why=str(refused))
            raise
        return await self._answered(kie, body, order, root_of(request))

    async def _answered(self, kie: Kie, body: dict[str, Any], order: Order, root: str) -> Response:
        script = kie.next_script(body)
        if script.accepted and not kie.account.charge(order.credits):
            kie.truth.note("refused", family=self._family.name, said="code 402", body=body)
            raise Refused(
                402, "Credits insufficient : Your current balance isn't enough to run this request."
            )
        if not script.accepted:
            kie.truth.note("refused", family=self._family.name, said=script.create.name, body=body)
            return script.create.answer(good({"taskId": ""}))
        task = await kie.accept(self._family.name, order, body, script, root)
        return script.create.answer(good({"taskId": task.id}))

    async def _look(self, request: Request) -> Response:
        task = kie_of(request).tasks.get(request.query_params.get("taskId", ""))
        if task is None or task.family != self._family.name:
            raise Refused(404 if request.query_params.get("taskId") else 422, "recordInfo is null")
        looks = task.script.looks
        saying = looks[task.looks] if task.looks < len(looks) else OK
        task.looks += 1
        return saying.answer(good(self._family.record(task, task.shown(saying.word))))


def _check_inputs(kie: Kie, order: Order, root: str) -> None:
    """Of the files that a task is to use, those that were handed over here must still be here."""
    prefix = f"{root}/uploads/"
    for url in order.inputs:
        if url.startswith(prefix) and not kie.uploads.find(url.removeprefix(prefix)):
            raise Refused(451, "Failed to fetch the image. Kindly verify any access limits.")


@keyed
async def credit(request: Request) -> Response:
    return JSONResponse(good(kie_of(request).account.balance))
