"""Three families of models with three ways to tell how a task stands; each in a class of its own."""

import json
import time
from collections.abc import Mapping
from typing import Any, Protocol

from callsheet.fakekie import bodies
from callsheet.fakekie.bodies import Refused, checked
from callsheet.fakekie.task import Order, Shown, State, Task

Body = dict[str, Any]
PRICES = {
    "google/imagen4-fast": 4,
    "google/imagen4": 8,
    "google/imagen4-ultra": 12,
    "sora-2-text-to-video": 30,
    "sora-2-image-to-video": 30,
    "veo3": 250,
    "veo3_fast": 60,
    "veo3_lite": 30,
}
MJ_PRICE = 8
FLAGS: Mapping[State, int] = {"waiting": 0, "queuing": 0, "generating": 0, "success": 1}
STRANGE_FLAG = 7


class Family(Protocol):
    """`create` and `look` are paths."""

    name: str
    create: str
    look: str

    def order(self, body: Body) -> Order:
        """Raises `Refused`."""
        ...

    def record(self, task: Task, shown: Shown) -> Body:
        """The `data` of a status call."""
        ...

    def callback(self, task: Task, shown: Shown) -> Body:
        """The whole message."""
        ...


class Jobs:
    """Whatever goes by `createTask`; the result is a string that holds JSON."""

    name = "jobs"
    create = "/api/v1/jobs/createTask"
    look = "/api/v1/jobs/recordInfo"

    def order(self, body: Body) -> Order:
        model = body.get("model")
        match model:
            case bodies.SORA2:
                asked: bodies.Sora | bodies.SoraAnimate = checked(bodies.Sora, body)
            case bodies.SORA2_ANIMATE:
                asked = checked(bodies.SoraAnimate, body)
            case _ if str(model).startswith(bodies.IMAGEN4):
                wanted = checked(bodies.Imagen, body).input
                shape = _shape(wanted.aspect_ratio)
                return Order(str(model), "image/png", int(wanted.num_images), shape, PRICES[str(model)], 8)
            case _:
                raise Refused(422, "This model name is not supported")
        shape = (16, 9) if asked.input.aspect_ratio == "landscape" else (9, 16)
        inputs = tuple(body["input"].get("image_urls", ()))
        return Order(asked.model, "video/mp4", 1, shape, PRICES[asked.model], 120, inputs)

    def record(self, task: Task, shown: Shown) -> Body:
        ended = task.ended_at or time.time()
        return {
            "taskId": task.id,
            "model": task.order.model,
            "state": shown.word or shown.state,
            "param": json.dumps(task.body),
            "resultJson": json.dumps({"resultUrls": shown.urls}) if shown.state == "success" else "",
            "failCode": shown.code,
            "failMsg": shown.message,
            "costTime": round((ended - task.accepted_at) * 1000) if task.ended_at else 0,
            "completeTime": round(ended * 1000) if task.ended_at else None,
            "createTime": round(task.accepted_at * 1000),
            "updateTime": round(ended * 1000),
            "consumeCredits": task.consumed,
            "creditsConsumed": task.consumed,
            "remainedCredits": task.remaining,
        }

    def callback(self, task: Task, shown: Shown) -> Body:
        told = (
            (501, shown.message)
            if shown.state == "fail"
            else (200, "Playground task completed successfully.")
        )
        return {"code": told[0], "msg": told[1], "data": self.record(task, shown)}


class Veo:
    """The result is an object, `response`."""

    name = "veo"
    create = "/api/v1/veo/generate"
    look = "/api/v1/veo/record-info"

    def order(self, body: Body) -> Order:
        asked = checked(bodies.Veo, body)
        ratio = asked.aspect_ratio or asked.aspectRatio or "16:9"
        shape = (9, 16) if ratio == "9:16" else (16, 9)
        inputs = tuple(body.get("imageUrls", ()))
        return Order(asked.model, "video/mp4", 1, shape, PRICES[asked.model], 90, inputs)

    def record(self, task: Task, shown: Shown) -> Body:
        response = {"taskId": task.id, **_film(shown)} if shown.state == "success" else None
        return {
            "taskId": task.id,
            "paramJson": json.dumps(task.body),
            "completeTime": _day_time(task.ended_at, "%Y-%m-%d %H:%M:%S"),
            "response": response,
            "successFlag": _flag(shown),
            "errorCode": shown.code or None,
            "errorMessage": shown.message,
            "createTime": _day_time(task.accepted_at, "%Y-%m-%d %H:%M:%S"),
            "fallbackFlag": False,
        }

    def callback(self, task: Task, shown: Shown) -> Body:
        data: Body = {"taskId": task.id, "fallbackFlag": False}
        if shown.state == "fail":
            return {"code": 501, "msg": shown.message, "data": data}
        data["info"] = _film(shown)
        return {"code": 200, "msg": "Veo3.1 video generated successfully.", "data": data}


class Midjourney:
    """The result is a list of objects, each with one URL."""

    name = "mj"
    create = "/api/v1/mj/generate"
    look = "/api/v1/mj/record-info"

    def order(self, body: Body) -> Order:
        asked = checked(bodies.Midjourney, body)
        shape = _shape(asked.aspectRatio or ("16:9" if asked.films else "1:1"))
        inputs = (*body.get("fileUrls", ()), *filter(None, [body.get("fileUrl")]))
        if asked.films:
            pieces = asked.videoBatchSize or 1
            return Order(asked.taskType, "video/mp4", pieces, shape, MJ_PRICE * pieces, 60, inputs)
        return Order(asked.taskType, "image/jpeg", 4, shape, MJ_PRICE, 40, inputs)

    def record(self, task: Task, shown: Shown) -> Body:
        urls = [{"resultUrl": url} for url in shown.urls]
        return {
            "taskId": task.id,
            "taskType": task.order.model,
            "paramJson": json.dumps(task.body),
            "completeTime": _day_time(task.ended_at, "%Y-%m-%dT%H:%M:%SZ"),
            "resultInfoJson": {"resultUrls": urls} if shown.state == "success" else None,
            "successFlag": _flag(shown),
            "createTime": _day_time(task.accepted_at, "%Y-%m-%dT%H:%M:%SZ"),
            "errorCode": shown.code or None,
            "errorMessage": shown.message or None,
        }

    def callback(self, task: Task, shown: Shown) -> Body:
        data = {"taskId": task.id, "promptJson": json.dumps(task.body), "resultUrls": shown.urls}
        told = (500, shown.message) if shown.state == "fail" else (200, "success")
        return {"code": told[0], "msg": told[1], "data": data}


FAMILIES: Mapping[str, Family] = {family.name: family for family in (Jobs(), Veo(), Midjourney())}


def _shape(ratio: str) -> tuple[int, int]:
    width, height = ratio.split(":")
    return int(width), int(height)


def _film(shown: Shown) -> Body:
    return {"resultUrls": shown.urls, "originUrls": [], "resolution": "1080p"}


def _flag(shown: Shown) -> int:
    return STRANGE_FLAG if shown.word else FLAGS.get(shown.state, shown.flag)


def _day_time(at: float | None, form: str) -> str | None:
    return None if at is None else time.strftime(form, time.gmtime(at))
