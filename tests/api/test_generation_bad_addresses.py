"""Addresses that lead inside, as pictures, callbacks or results of a provider: a canary hears nothing."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from callsheet.fakekie.faults import Script
from callsheet.fakekie.sayings import moved
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import IMAGEN, KEY, MIDJOURNEY, VEO, at, create, ended, imagen
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.names import Names
from tests.support.places import PRIVATE
from tests.support.raw_server import RawServer, canary
from tests.support.refusals import check, left

TASKS = "/api/generation/tasks"
INSIDE = [
    *PRIVATE,
    *("127.0.1", "0x7f000001", "0x7f.1", "0177.0.0.1", "00000177.1", "127.000.000.001", "127.0.0.1."),
    *("127\u30020\u30020\u30021", "\uff11\uff12\uff17.0.0.1", "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460"),
    *("LOCALHOST", "localhost.", "loc\u00adalhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"),
    *("[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]", "[fd00:ec2::254]"),
    *("0xa9fea9fe", "2852039166", "169.254.170.2", "metadata", "metadata.google.internal", "metadata."),
    *("redis", "kubernetes.default.svc", "db.cluster.local", "nas.lan", "1.0.0.127.in-addr.arpa"),
    *("127.0.0.1%2e", "%6c%6f%63alhost", "127.0.0.1\\.example.org", "[fe80::1%25eth0]", "[::1"),
]
NO_HOST = [
    *("ann@{inside}", "example.org@{inside}", "example.org:80@{inside}", "ann:word@{inside}"),
    *("example.org\\@{inside}", "{inside}\\@example.org", "{inside}@example.org", "@{inside}"),
]
"""Who reads carelessly takes the other one for the host."""
NO_ADDRESS = [
    *("file:///etc/passwd", "file://{inside}/", "ftp://{inside}/a.png", "gopher://{inside}/", "//{inside}/"),
    *("data:image/png;base64,iVBORw0KGgo=", "javascript:alert(1)", "javascript://{inside}/v1/artifacts/x"),
    *(
        "http:{inside}/",
        "http:/{inside}/",
        "http:///{inside}/",
        "{inside}",
        "/etc/passwd",
        "a.png",
        "about:blank",
    ),
    *(
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:-1/",
        "http://example.org:8o/",
    ),
    *(
        " http://example.org/",
        "http://example.org/ a",
        "http://exam\tple.org/",
        "http://example.org/\r\nHost: x",
    ),
    *(
        "http://",
        "http://?a",
        "http://#a",
        "http://.",
        "http://*/",
        "http://[]/",
        "http://[1.2.3.4]/",
        "https://",
    ),
]


@pytest.fixture
async def inside() -> AsyncIterator[RawServer]:
    async with canary() as there:
        yield there


@pytest.fixture(scope="module")
async def working(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[House, Kie]]:
    folder = tmp_path_factory.mktemp("house")
    async with looking_alike(key=KEY) as kie, open_house(temporal, folder, **at(kie)) as house:
        yield house, kie


def wanted(field: str, url: str) -> tuple[dict[str, Any], str]:
    """Parameters that hold the URL, and where."""
    match field:
        case "imageUrls":
            return {**VEO, "imageUrls": ["https://example.org/a.png", url]}, "/imageUrls/1"
        case "fileUrls":
            return {**MIDJOURNEY, "taskType": "mj_img2img", "fileUrls": [url]}, "/fileUrls/0"
    return {**IMAGEN, "callBackUrl": url}, "/callBackUrl"


@pytest.mark.parametrize("field", ["imageUrls", "fileUrls", "callBackUrl"])
async def test_an_address_inside_is_refused_at_its_field(
    working: tuple[House, Kie], inside: RawServer, field: str
) -> None:
    """In every spelling, on both faces; nothing is kept or ordered, and nobody is connected to."""
    house, kie = working
    before = await left(house)
    urls = [
        f"http://{host}:{inside.port}/latest/meta-data" for host in INSIDE if not host.startswith("[::1:")
    ]
    urls += [f"https://{host.format(inside=f'127.0.0.1:{inside.port}')}/" for host in NO_HOST]
    urls += [url.format(inside=f"127.0.0.1:{inside.port}") for url in NO_ADDRESS]
    for url in urls:
        params, pointer = wanted(field, url)
        body = {"promptId": "p", "providerParams": params}
        both = ((TASKS, body, ""), ("/v1/jobs", {"kind": "generation", "input": body}, "/input"))
        for path, sent, above in both:
            answer = await house.http.post(path, json=sent)
            assert answer.status_code == 422, (url, answer.text)
            check(answer, 422, f"{above}/providerParams{pointer}")
            assert answer.json()["code"] in ("url-refused", "webhook-refused"), url
    assert await left(house) == before
    assert kie.truth.count("all") == 0


async def test_a_host_that_the_operator_named_may_be_called_back(make_house: MakeHouse) -> None:
    """Under that name, and under no other name for it."""
    house = await make_house(work=False, webhook_hosts=["127.0.0.1"])
    await create(house, {**IMAGEN, "callBackUrl": "http://127.0.0.1:9/told"})
    for other in ("http://127.1:9/told", "http://localhost:9/told", "http://[::1]:9/told"):
        body = {"promptId": "p", "providerParams": {**IMAGEN, "callBackUrl": other}}
        check(await house.http.post(TASKS, json=body), 422, "/providerParams/callBackUrl")


async def test_a_task_is_told_of_in_one_place(make_house: MakeHouse) -> None:
    """`callBackUrl` is `notify.webhookUrl` by another name: both are the same, or one is refused."""
    house = await make_house(work=False)
    params = {**IMAGEN, "callBackUrl": "https://example.org/told"}
    for url, status in (("https://example.org/told", 201), ("https://example.org/other", 422)):
        body = {"promptId": "p", "providerParams": params, "notify": {"webhookUrl": url}}
        answer = await house.http.post(TASKS, json=body)
        assert answer.status_code == status, answer.text
    check(answer, 422, "/providerParams/callBackUrl")
    inside = {"promptId": "p", "providerParams": IMAGEN, "notify": {"webhookUrl": "http://10.0.0.1/"}}
    check(await house.http.post(TASKS, json=inside), 422, "/notify/webhookUrl")


async def refused_result(house: House) -> dict[str, Any]:
    """The task failed for its files, was refunded, and nothing was kept of them."""
    before = await left(house)
    task = await ended(house, (await create(house, imagen()))["id"])
    assert (task["status"], task["failCode"]) == ("FAILED", "assets-incomplete"), task
    assert (task["assets"], task["resultJson"]) == ([], None)
    assert task["credits"] == {"charged": 2, "refunded": 2}
    now = await left(house)
    assert (now["results"], now["artifacts"]) == (before["results"], before["artifacts"])
    return task


async def test_results_that_lie_inside_are_not_fetched(working: tuple[House, Kie], inside: RawServer) -> None:
    """However they are spelled: the task fails, and says why."""
    house, kie = working
    hosts = [host for host in INSIDE if "%" not in host and host != "[::1"]
    urls = [f"http://{host}:{inside.port}/a.png" for host in hosts]
    urls += [url.format(inside=f"127.0.0.1:{inside.port}") for url in NO_ADDRESS[:5]]
    for start in range(0, len(urls), 30):
        told = tuple(urls[start : start + 30])
        kie.script(Script(urls=told))
        words = f"{len(told)} of {len(told)} files could not be had: The link is not followed"
        assert words in (await refused_result(house))["failMsg"]


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:{port}/a.png", "http://2130706433:{port}/", "//[::1]:{port}/"]
)
async def test_a_result_that_leads_inside_is_not_followed(
    working: tuple[House, Kie], inside: RawServer, to: str
) -> None:
    """Not even from the provider's own address, which may be anywhere itself."""
    house, kie = working
    kie.script(Script(files=(moved(to.format(port=inside.port)),)))
    assert "is not a public one" in (await refused_result(house))["failMsg"]


async def test_a_result_whose_name_leads_inside_is_not_fetched(
    working: tuple[House, Kie], inside: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once, and where it leads is looked at before anybody connects."""
    house, kie = working
    names = Names(monkeypatch, turning=[["127.0.0.1"]], mixed=[["93.184.215.14", "127.0.0.1"]])
    for name in ("turning", "mixed"):
        kie.script(Script(urls=(f"http://{name}.test:{inside.port}/a.png",)))
        assert "is not a public one" in (await refused_result(house))["failMsg"]
    assert names.asked == ["turning", "mixed"]
