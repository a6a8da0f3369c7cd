"""Datasets that cannot be, and pages that there are not: refused with a pointer, and nothing is made."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from tests.support.house import House, open_house
from tests.support.refusals import check, left
from tests.support.transfers import dataset

ID: dict[str, Any] = {"name": "id", "type": "integer"}


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """With one dataset."""
    async with open_house(temporal, tmp_path_factory.mktemp("house"), work=False) as house:
        await dataset(house)
        yield house


def columns(number: int) -> list[dict[str, Any]]:
    return [{"name": f"c{at}", "type": "string"} for at in range(number)]


NAMES: list[Any] = ["", "a/b", "/", ".", "..", " a", "a ", "a\0b", "a\nb", "a\u202eb", "a\u200bb", "\ud800"]
NEW: list[tuple[dict[str, Any], str]] = [
    *(({"name": name}, "/name") for name in [*NAMES, "x" * 129, None, 5]),
    ({"columns": None}, "/columns"),
    ({"columns": []}, "/columns"),
    ({"columns": columns(401)}, "/columns"),
    ({"columns": ["id"]}, "/columns/0"),
    ({"columns": [ID, ID]}, "/columns/1/name"),
    *(({"key": key}, "/key") for key in ("", "zz", "\ud800", 5, "x" * 129)),
    ({"colour": "red"}, "/colour"),
    ({"ownerId": "a b"}, "/ownerId"),
]
COLUMN: list[tuple[dict[str, Any], str]] = [
    *(({"name": name}, "name") for name in ("", " x", "x\n", "x\0", "\ud800", "x" * 129, None)),
    ({"type": "nothing"}, "type"),
    ({"required": "yes"}, "required"),
    ({"unique": 1}, "unique"),
    ({"colour": "red"}, "colour"),
    *(({"pattern": it}, "pattern") for it in ("(", "[", "a)(b", "a{1001}", "(a{100}){100}", "\\p{Foo}")),
    *(({"pattern": it}, "pattern") for it in ("(?<=a)b", "(?!a)b", "(a)\\1", "(?x)a", "\ud800", "x" * 501)),
    ({"type": "date", "pattern": "a"}, "pattern"),
    *(({"type": "integer", "min": it}, "min") for it in ("a", True, [1], "x" * 41, "\ud800")),
    ({"type": "integer", "min": 2, "max": 1}, "max"),
    ({"type": "number", "max": 10**400}, "max"),
    ({"min": -1}, "min"),
    ({"min": 1.5}, "min"),
    ({"type": "boolean", "min": 0}, "min"),
    ({"type": "date", "min": "2024-02-30"}, "min"),
    ({"type": "date", "min": "2024-02-02", "max": "2024-02-01"}, "max"),
    ({"type": "datetime", "min": "2024-01-01T00:00:00+01:00", "max": "2023-12-31T22:00:00Z"}, "max"),
    *(({"type": "enum", "values": it}, "values") for it in (None, [], ["a", "a"])),
    *(({"type": "enum", "values": [it]}, "values/0") for it in ("", "\ud800", 5, "x" * 1001)),
    ({"type": "enum", "values": [str(at) for at in range(1001)]}, "values"),
    ({"values": ["a"]}, "values"),
]


def asked(change: dict[str, Any]) -> bytes:
    return json.dumps({"name": "new", "columns": [ID], **change}).encode()


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        *NEW,
        *(
            ({"columns": [ID, {"name": "x", "type": "string", **of}]}, f"/columns/1/{at}")
            for of, at in COLUMN
        ),
    ],
    ids=lambda value: repr(value)[-40:].encode("ascii", "replace").decode(),
)
async def test_what_cannot_be_is_pointed_at(idle: House, change: dict[str, Any], pointer: str) -> None:
    """422, and there is no such dataset."""
    before = await left(idle)
    kind = {"Content-Type": "application/json"}
    check(await idle.http.post("/v1/datasets", content=asked(change), headers=kind), 422, pointer)
    assert await left(idle) == before


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b"null", 422),
        (b"[]", 422),
        (b'{"name": "n", "columns": [{"name": "x", "type": "number", "min": NaN}]}', 422),
        (b'{"name": "n", "columns": [{"name": "x", "type": "number", "min": 1e999}]}', 422),
        (b'{"name": "n", "columns": [{"name": "x", "type": "number", "min": ' + b"9" * 5000 + b"}]}", 400),
        (b" " * 1_000_001, 413),
    ],
    ids=lambda value: repr(value)[-30:],
)
async def test_a_body_that_is_no_dataset(idle: House, content: bytes, status: int) -> None:
    """Cannot be parsed 400, too large 413, parsed but wrong 422."""
    before = await left(idle)
    kind = {"Content-Type": "application/json"}
    check(await idle.http.post("/v1/datasets", content=content, headers=kind), status)
    assert await left(idle) == before
    plain = await idle.http.post("/v1/datasets", content=content[:10], headers={"Content-Type": "text/csv"})
    check(plain, 415)


async def test_the_engine_says_why_a_pattern_cannot_be(idle: House) -> None:
    """In its words, beside the column's name."""
    body = {"name": "new", "columns": [{"name": "x", "type": "string", "pattern": "(?<=a)b"}]}
    (error,) = (await idle.http.post("/v1/datasets", json=body)).json()["errors"]
    assert error["detail"].startswith("x: the pattern cannot be: look-around")


async def test_patterns_that_are_too_large_together(idle: House) -> None:
    """The first for which there is no room is pointed at."""
    many = [{"name": f"c{at}", "type": "string", "pattern": rf"\w{{1,64}}{at}"} for at in range(400)]
    check(
        await idle.http.post("/v1/datasets", json={"name": "n", "columns": many}), 422, "/columns/15/pattern"
    )


async def test_a_name_is_taken_once(idle: House) -> None:
    """409 for its owner; another one may have it too, and neither sees the other's."""
    check(await idle.http.post("/v1/datasets", json={"name": "people", "columns": [ID]}), 409, "/name")
    ann = {"X-Callsheet-Owner": "ann"}
    body = {"name": "people", "columns": [ID]}
    assert (await idle.http.post("/v1/datasets", json=body, headers=ann)).status_code == 201
    check(await idle.http.post("/v1/datasets", json={**body, "ownerId": "ben"}, headers=ann), 403)


@pytest.mark.parametrize(
    "name", ["nope", "ds_00000000000000000000", "%00", "%ED%A0%80", "a%2Fb", "%2e%2e", "x" * 5000]
)
async def test_what_is_not_there(idle: House, name: str) -> None:
    """404, whatever is asked of it."""
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/rows")):
        answer = await idle.http.request(method, f"/v1/datasets/{name}{path}")
        check(answer, 404)


WHERE = [
    "",
    "id",
    "id:eq",
    "id:eq:",
    "id:is:1",
    "zz:eq:1",
    "id:eq:x",
    "id:eq:1.5",
    "id:in:1,,2",
    "id:eq:1%20or%201=1",
]
WHERE += ["name:eq:%00", "name:isnull:perhaps", "age:contains:1", "id:eq:9223372036854775808", "age:lt:NaN"]
PAGES = [
    *((f"where={it}", "?where") for it in WHERE),
    ("&".join(["where=id:eq:1"] * 51), "?where"),
    *((f"cursor={it}", "?cursor") for it in ("", "x", "-1", "1.0", "1%0A", "%C2%B2", "%D9%A3", "1" * 19)),
    *((f"limit={it}", "?limit") for it in ("0", "-1", "201", "x", "")),
    *((f"columns={it}", "?columns") for it in ("", "zz", "id,", "id,zz", "id;name")),
    *((f"search={it}", "?search") for it in ("", "%00", "x" * 201)),
]


@pytest.mark.parametrize(("query", "pointer"), PAGES, ids=lambda value: value[:40])
async def test_pages_of_rows_that_there_are_not(idle: House, query: str, pointer: str) -> None:
    """422 that names the parameter."""
    check(await idle.http.get(f"/v1/datasets/people/rows?{query}"), 422, pointer)


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=", "cursor=1-", "cursor=people", "limit=0", "limit=201"]
)
async def test_pages_of_datasets_that_there_are_not(idle: House, query: str) -> None:
    check(await idle.http.get(f"/v1/datasets?{query}"), 422, f"?{query.partition('=')[0]}")


async def test_what_looks_like_sql_is_a_value(idle: House) -> None:
    """It is compared, and finds nothing; so do signs that mean something in a comparison."""
    for value in ("'; drop table datasets; --", '" or "1"="1', "%", "_", "\\", "x') or 1=1 --"):
        for op in ("eq", "contains", "in"):
            query = {"where": f"name:{op}:{value}", "search": value}
            answer = await idle.http.get("/v1/datasets/people/rows", params=query)
            assert answer.json() == {"data": [], "nextCursor": None}
    assert (await idle.http.get("/v1/datasets/people")).status_code == 200


async def test_the_next_page_is_there_though_the_last_dataset_went(idle: House) -> None:
    """A cursor says where the page ended, not with whom."""
    eve = {"X-Callsheet-Owner": "eve"}
    made = [await dataset(idle, f"set {number}", owner="eve") for number in range(4)]
    page = (await idle.http.get("/v1/datasets?limit=2", headers=eve)).json()
    assert [one["id"] for one in page["data"]] == made[:1:-1]
    assert (await idle.http.delete(f"/v1/datasets/{made[2]}", headers=eve)).status_code == 204
    rest = await idle.http.get("/v1/datasets", params={"cursor": page["nextCursor"]}, headers=eve)
    assert [one["id"] for one in rest.json()["data"]] == made[1::-1]


async def test_odd_names_that_can_be_are_addresses(idle: House) -> None:
    """What a client escapes is found again, even if it is like a part of an address."""
    for name in ("a?b#c", "%2f", "infer", "ds_zz", "日本 ✓", "x" * 128):
        made = await dataset(idle, name, owner="fay")
        answer = await idle.http.get("/v1/datasets/" + "".join(f"%{byte:02x}" for byte in name.encode()))
        assert (answer.status_code, answer.json()["id"]) == (200, made)


async def test_four_hundred_columns_can_be(idle: House) -> None:
    made = await dataset(idle, "wide", {"columns": columns(400)}, owner="fay")
    assert len((await idle.http.get(f"/v1/datasets/{made}")).json()["columns"]) == 400
