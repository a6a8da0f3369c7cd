"""Receivers are checked when they are named, and can be tried before they are needed."""

from typing import Any

import pytest

from tests.conftest import MakeHouse
from tests.support.batches import annotate, shelve
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.receiver import receiver
from webhooks import new_secret

SECRET = new_secret()
HOOK, MAIL = "/notify/webhookUrl", "/notify/email"
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"webhookUrl": "hook"}, HOOK, "webhook-refused"),
    ({"webhookUrl": "http://10.0.0.1/"}, HOOK, "webhook-refused"),
    ({"webhookUrl": "http://2130706433/"}, HOOK, "webhook-refused"),
    ({"webhookUrl": "https://ann:word@example.org/"}, HOOK, "webhook-refused"),
    ({"webhookUrl": f"https://example.org/{'x' * 2048}"}, HOOK, "string_too_long"),
    ({"webhookUrl": 7}, HOOK, "string_type"),
    ({"email": "ann"}, MAIL, "email-refused"),
    ({"email": "ann@example.org\r\nBcc: ben@example.org"}, MAIL, "email-refused"),
    ({"telephone": "7"}, "/notify/telephone", "extra_forbidden"),
]


@pytest.mark.parametrize(("notify", "pointer", "code"), WRONG)
async def test_a_receiver_that_cannot_be_told_is_refused_with_the_start(
    make_house: MakeHouse, notify: dict[str, Any], pointer: str, code: str
) -> None:
    """422 at the field, on every start, and nothing is charged or kept."""
    house = await make_house(work=False, smtp_host="mail.example.org")
    image = await house.upload(picture())
    enhancement = {"imageId": image, "tiers": ["TIER_1K"], "notify": notify}
    batch = {"imageIds": [image], "notify": notify}
    asked: list[tuple[str, dict[str, Any], str]] = [
        ("/api/images/parallel-enhance", enhancement, ""),
        ("/api/batch/annotations/start", batch, ""),
        ("/api/batch/annotations/start?dry_run=true", batch, ""),
        ("/v1/jobs", {"kind": "enhancement", "input": enhancement}, "/input"),
        ("/v1/jobs", {"kind": "annotation", "input": batch}, "/input"),
    ]
    for path, body, above in asked:
        answer = await house.http.post(path, json=body)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["pointer"], error["code"]) == (422, above + pointer, code), path
    assert (await house.http.get("/v1/jobs")).json()["data"] == []


async def test_mail_that_nobody_could_send_is_refused(house: House) -> None:
    """Without a mail server an address would be a promise that is not kept; the refusal says what helps."""
    body = {"imageIds": ["a"], "notify": {"email": "ann@example.org"}}
    answer = await house.http.post("/api/batch/annotations/start", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "email-not-set-up")
    assert "CALLSHEET_SMTP_HOST" in answer.json()["error"]


async def test_nobody_to_tell_is_the_same_start_as_before(make_house: MakeHouse) -> None:
    """A key that was used by a client that knew of no `notify` is good for one that sends `null`."""
    house = await make_house(enhancements=StagedEnhancements())
    await shelve(house, ["one"])
    key = {"Idempotency-Key": "once"}
    body: dict[str, Any] = {"imageIds": ["one"]}
    path = "/api/batch/annotations/start"
    first = await house.http.post(path, json=body, headers=key)
    again = await house.http.post(path, json={**body, "notify": None}, headers=key)
    assert (again.json(), again.headers["idempotent-replayed"]) == (first.json(), "true")
    other = await house.http.post(path, json={**body, "notify": {"webhookUrl": "https://a.org"}}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_who_is_told_is_shown_without_what_proves_it(make_house: MakeHouse) -> None:
    """Whole in no answer, not even in the stream; a job that tells nobody says so."""
    house = await make_house(work=False, smtp_host="mail.example.org")
    await shelve(house, ["one"])
    notify = {"webhookUrl": "https://hooks.example.org:8443/a/b?token=word#x", "email": "ann@example.org"}
    told, quiet = await annotate(house, ["one"], notify=notify), await annotate(house, ["one"])
    shown = {"webhookUrl": "https://hooks.example.org:8443/a/b", "email": "ann@example.org"}
    assert (await house.job(told))["input"]["notify"] == shown
    assert (await house.job(quiet))["input"]["notify"] is None
    for path in (f"/v1/jobs/{told}", "/v1/jobs", f"/api/batch/annotations/{told}/status", "/api/jobs"):
        assert "word" not in (await house.http.get(path)).text, path


async def test_a_receiver_is_tried_now_and_once(make_house: MakeHouse) -> None:
    """A signed message of its own type; what came of it is told, whatever it is."""
    house = await make_house(work=False, webhook_secret=SECRET)
    async with receiver(SECRET) as there:
        there.script = [204, 500]
        ends = [(await house.http.post("/v1/webhooks/test", json={"url": there.url})) for _ in range(2)]
        told = [end.json() for end in ends]
        assert [(one["delivered"], one["status"], one["told"]) for one in told] == [
            (True, 204, "204 No Content"),
            (False, 500, '500 Internal Server Error: {"said": 500}'),
        ]
        assert [one["id"] for one in told] == [arrival.id for arrival in there.arrivals]
        assert there.arrivals[0].message["type"] == "webhook.test"
    gone = (await house.http.post("/v1/webhooks/test", json={"url": there.url})).json()
    assert (gone["delivered"], gone["status"], gone["told"][:9]) == (False, None, "No answer")
    refused = await house.http.post("/v1/webhooks/test", json={"url": "http://192.168.0.1/"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/url")


async def test_the_secret_is_the_operators(make_house: MakeHouse) -> None:
    """What an owner could read they could sign with; the operator's is what really signs."""
    house = await make_house(work=False)
    answer = await house.http.get("/v1/webhooks/secret")
    assert (answer.json()["source"], answer.headers["cache-control"]) == ("file", "no-store")
    async with receiver(answer.json()["secret"]) as there:
        assert (await house.http.post("/v1/webhooks/test", json={"url": there.url})).json()["delivered"]
    refused = await house.http.get("/v1/webhooks/secret", headers={"X-Callsheet-Owner": "ann"})
    assert (refused.status_code, refused.json()["code"]) == (403, "operator-only")
