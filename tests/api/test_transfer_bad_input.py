"""Files and forms as they should not be: refused with a pointer, and nothing of them is kept or started."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client

from tests.conftest import MakeHouse
from tests.support.forms import FORM, part
from tests.support.house import House, open_house
from tests.support.refusals import check, left
from tests.support.transfers import IMPORT, dataset, table
from tests.support.workbooks import book, packed, sheet

INFER = "/v1/datasets/infer"
ANN, BEN = {"X-Callsheet-Owner": "ann"}, {"X-Callsheet-Owner": "ben"}
GOOD = b"id,name\n1,Ann\n"
BOOK = book({"People": sheet([["id", "name"], [1, "Ann"]])})
SHEET = "xl/worksheets/sheet1.xml"
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Nobody works, and there is a dataset of whoever says nothing, one without a key, and one of Ann's."""
    async with open_house(temporal, tmp_path_factory.mktemp("house"), work=False) as house:
        await dataset(house)
        await dataset(house, "keyless", {"columns": [{"name": "id", "type": "integer"}]})
        await dataset(house, "hers", owner="ann")
        yield house


@pytest.fixture(scope="module")
async def working(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(temporal, tmp_path_factory.mktemp("house")) as house:
        yield house


async def post(house: House, content: bytes | None, path: str = IMPORT, **fields: str) -> Any:
    files = {name: (None, value) for name, value in {"dataset": "people", **fields}.items()}
    sent = {"file": ("rows.csv", content)} if content is not None else {}
    return await house.http.post(path, files={**files, **sent})


def zipped(**parts: str | bytes) -> bytes:
    return packed({**BOOK, **{SHEET if name == "sheet" else name: part for name, part in parts.items()}})


FILES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 422, "file-empty"),
    "nothing but spaces": (b" \n\t\n", 422, "file-empty"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(99), 415, "not-a-table"),
    "a web page": (b"<!doctype html><p>id,name", 415, "not-a-table"),
    "a program": (b"\x7fELF" + bytes(99), 415, "not-a-table"),
    "control characters": (bytes(range(1, 9)) * 99, 415, "not-a-table"),
    "NULs": (bytes(9999), 422, "file-empty"),
    "very many columns": (",".join(f"c{at}" for at in range(100_000)).encode(), 422, "too-many-columns"),
    "a header without end": (b"x" * 5_000_000, 415, "not-a-table"),
    "an archive that was cut": (packed(BOOK)[:-30], 422, "file-broken"),
    "an archive of something else": (packed({"a.txt": "a"}), 415, "not-a-table"),
    "an old workbook, or an encrypted one": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        415,
        "encrypted",
    ),
    "a bomb": (zipped(sheet=b" " * 40_000_000), 422, "workbook-too-large"),
    "an external entity": (zipped(sheet=ENTITY + BOOK[SHEET]), 422, "file-broken"),
    "a sheet that is no XML": (zipped(sheet="id,name"), 422, "file-broken"),
    "a sheet without cells": (zipped(sheet=sheet([])), 422, "file-empty"),
    "an array of no objects": (b"[]", 422, "file-empty"),
    "an array that was cut": (b"[{", 422, "file-broken"),
    "JSON of no names": (b"{}\n{}\n", 415, "not-a-table"),
}


@pytest.mark.parametrize("what", FILES)
async def test_what_is_no_table_is_refused(idle: House, what: str) -> None:
    """Whether it is to be imported or to be looked at; its bytes are not kept."""
    content, status, code = FILES[what]
    before = await left(idle)
    for path in (IMPORT, INFER):
        answer = await post(idle, content, path)
        check(answer, status, "/file")
        assert answer.json()["code"] == code
    assert await left(idle) == before
    assert (await idle.http.get("/v1/jobs")).json()["data"] == []


FORMS: list[tuple[dict[str, str], int, str | None]] = [
    ({"dataset": ""}, 422, "/dataset"),
    ({"dataset": "x" * 129}, 422, "/dataset"),
    *(({"dataset": it}, 404, None) for it in ("nobody's", "\0", "ds_00000000000000000000", "PEOPLE")),
    *(({"mapping": it}, 422, "/mapping") for it in ("{", "null", "[]", "1", '"id"', "[" * 99_999, "id:name")),
    *(({"mapping": it}, 422, "/mapping") for it in ('{"id": ""}', '{"id": NaN}', '{"id": "\\ud800"}')),
    ({"mapping": json.dumps({f"c{at}": "id" for at in range(1_001)})}, 422, "/mapping"),
    ({"mapping": '{"name": "name"}'}, 422, "/mapping"),
    ({"mapping": '{"id": 1}'}, 422, "/mapping/id"),
    ({"mapping": '{"id": "zz"}'}, 422, "/mapping/id"),
    ({"mapping": '{"id": "id", "zz": "name"}'}, 422, "/mapping/zz"),
    ({"mapping": '{"id": "id", "name": "id"}'}, 422, "/mapping/name"),
    ({"mapping": '{"id": "id", "a/b~c": "name"}'}, 422, "/mapping/a~1b~0c"),
    *(({"mode": it}, 422, "/mode") for it in ("delete", "Insert", "insert ")),
    ({"key": "name"}, 422, "/key"),
    ({"key": "zz", "mode": "upsert"}, 422, "/key"),
    ({"dataset": "keyless", "mode": "upsert"}, 422, "/key"),
    ({"dataset": "keyless", "key": "id"}, 422, "/key"),
    *(({"maxBadShare": it}, 422, "/maxBadShare") for it in ("-0.1", "1.1", "nan", "inf", "half", "0,5")),
    ({"format": "xls"}, 422, "/format"),
    ({"format": "xlsx"}, 415, "/file"),
    *(({"encoding": it}, 422, "/encoding") for it in ("rot13", "base64", "klingon", "\0", "unicode_escape")),
    ({"encoding": "x" * 41}, 422, "/encoding"),
    *(({"delimiter": it}, 422, "/delimiter") for it in ("#", ",,", "comma")),
    ({"sheet": "x" * 129}, 422, "/sheet"),
    ({"fileId": "0" * 32}, 422, "/file"),
    ({"ownerId": "a b"}, 422, "/ownerId"),
    ({"colour": "red"}, 422, "/colour"),
    ({"file2": "red"}, 422, "/file2"),
    *(({"notify": it}, 422, "/notify") for it in ("{", "[]", "true")),
    ({"notify": '{"phone": "1"}'}, 422, "/notify/phone"),
    ({"notify": '{"webhookUrl": "http://10.0.0.1/"}'}, 422, "/notify/webhookUrl"),
    ({"notify": '{"email": "ann@example.org"}'}, 422, "/notify/email"),
]


@pytest.mark.parametrize(("fields", "status", "pointer"), FORMS, ids=lambda value: repr(value)[:50])
async def test_what_is_wrong_in_a_form_is_pointed_at(
    idle: House, fields: dict[str, str], status: int, pointer: str | None
) -> None:
    """And nothing is kept or started."""
    before = await left(idle)
    check(await post(idle, GOOD, **fields), status, pointer)
    assert await left(idle) == before


INPUTS: list[tuple[dict[str, Any], int, str | None]] = [
    ({"fileId": None}, 422, "/input/fileId"),
    ({"fileId": "0" * 32}, 422, "/input/fileId"),
    ({"fileId": "x" * 65}, 422, "/input/fileId"),
    ({"dataset": None}, 422, "/input/dataset"),
    ({"dataset": "nobody's"}, 404, None),
    ({"mapping": {"zz": "id"}}, 422, "/input/mapping/zz"),
    ({"mapping": "{}"}, 422, "/input/mapping"),
    ({"mapping": {"name": "name"}}, 422, "/input/mapping"),
    ({"encoding": "klingon"}, 422, "/input/encoding"),
    ({"format": "xlsx"}, 415, "/input/fileId"),
    ({"mode": 1}, 422, "/input/mode"),
    ({"mode": "upsert", "dataset": "keyless"}, 422, "/input/key"),
    ({"maxBadShare": 2}, 422, "/input/maxBadShare"),
    ({"ownerId": "ann"}, 422, "/input/ownerId"),
    ({"file": "rows.csv"}, 422, "/input/file"),
    ({"notify": {"phone": "1"}}, 422, "/input/notify/phone"),
]


async def test_the_canonical_start_points_into_its_input(idle: House) -> None:
    """At the same fields, of a file that is here."""
    file_id = (await post(idle, GOOD, INFER)).json()["fileId"]
    before = await left(idle)
    for change, status, pointer in INPUTS:
        told = {"fileId": file_id, "dataset": "people", **change}
        body = {"kind": "import", "input": {name: value for name, value in told.items() if value is not None}}
        check(await idle.http.post("/v1/jobs", json=body), status, pointer)
    check(await idle.http.post("/v1/jobs", json={"kind": "Import", "input": {}}), 422, "/kind")
    assert await left(idle) == before


async def test_what_is_anothers_is_not_there(idle: House) -> None:
    """Neither her dataset nor her file; nor can one act for her."""
    look = await idle.http.post(INFER, files={"file": ("rows.csv", GOOD)}, headers=ANN)
    theirs = {"fileId": (None, look.json()["fileId"])}
    mine = await dataset(idle, owner="ben")
    before = await left(idle)
    asked: list[tuple[dict[str, Any], int, str | None]] = [
        ({"file": ("rows.csv", GOOD), "dataset": (None, "hers")}, 404, None),
        ({**theirs, "dataset": (None, mine)}, 422, "/fileId"),
        ({"file": ("rows.csv", GOOD), "dataset": (None, mine), "ownerId": (None, "ann")}, 403, "/ownerId"),
    ]
    for form, status, pointer in asked:
        check(await idle.http.post(IMPORT, files=form, headers=BEN), status, pointer)
    body = {"kind": "import", "input": {"fileId": look.json()["fileId"], "dataset": mine}}
    check(await idle.http.post("/v1/jobs", json=body, headers=BEN), 422, "/input/fileId")
    assert await left(idle) == before


async def test_a_form_has_one_file_and_each_field_once(idle: House) -> None:
    """Two files, a file besides its id, a text for a file, a file for a text, and neither."""
    before = await left(idle)
    file, into = ("file", ("rows.csv", GOOD)), ("dataset", (None, "people"))
    forms: list[tuple[list[Any], str]] = [
        ([file, file, into], "/file"),
        ([file, into, into], "/dataset"),
        ([file, into, ("mode", (None, "insert")), ("mode", (None, "replace"))], "/mode"),
        ([file, into, ("fileId", (None, "0" * 32))], "/file"),
        ([("file", (None, "id,name")), into], "/file"),
        ([("file", (None, "")), into], "/file"),
        ([file, ("dataset", ("people", b"people"))], "/dataset"),
        ([into], "/file"),
        ([file], "/dataset"),
        ([file, into, ("more", ("rows.csv", GOOD))], "/more"),
    ]
    for form, pointer in forms:
        check(await idle.http.post(IMPORT, files=form), 422, pointer)
    assert await left(idle) == before


INTO = part("dataset", b"people")


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # the framework's, of a form without end
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("", b"", 422),
        ("application/json", b"{}", 415),
        ("text/csv", GOOD, 415),
        ("application/x-www-form-urlencoded", b"dataset=people&fileId=1", 415),
        ("multipart/mixed; boundary=x", INTO + b"--x--\r\n", 415),
        ("multipart/form-data", INTO + b"--x--\r\n", 400),
        (FORM, b"", 422),
        (FORM, GOOD, 400),
        (FORM, INTO + b"--x-", 422),
        (FORM, INTO + part("file", GOOD, b"rows.csv")[:-4], 422),
        (FORM, INTO + b"--x\r\n\r\nnameless\r\n--x--\r\n", 400),
        (FORM, b"".join(part(f"f{at}", b"") for at in range(1_001)) + b"--x--\r\n", 400),
        (FORM, part("mapping", b" " * 2_000_000) + b"--x--\r\n", 400),
        (f"{FORM}; charset=undefined", INTO + b"--x--\r\n", 400),
        (f"{FORM}; charset=unicode_escape", part("dataset", b"\\ud800") + b"--x--\r\n", 422),
    ],
    ids=lambda value: repr(value)[-40:],
)
async def test_what_is_no_form(idle: House, kind: str, body: bytes, status: int) -> None:
    """Another kind 415, broken 400, cut off at a boundary 422: what is there is too little."""
    before = await left(idle)
    for path in (IMPORT, INFER):
        check(
            await idle.http.post(path, content=body, headers={"Content-Type": kind} if kind else {}), status
        )
    assert await left(idle) == before


@pytest.mark.parametrize("head", [b"Content-Length: 9000000", b"Transfer-Encoding: chunked"])
async def test_a_body_that_is_cut_in_the_middle_was_never_there(idle: House, head: bytes) -> None:
    """Whoever hangs up in the middle of a file, however it is sent, leaves nothing; the server goes on."""
    before = await left(idle)
    sent = INTO + part("file", GOOD * 100_000, b"rows.csv")[:-9]
    body = b"%x\r\n%s\r\n" % (len(sent), sent) if b"chunked" in head else sent
    for path in (IMPORT, INFER):
        reader, writer = await asyncio.open_connection("127.0.0.1", int(idle.url.rpartition(":")[2]))
        asked = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\n".encode()
        writer.write(asked + head + b"\r\n\r\n" + body)
        writer.write_eof()
        assert b" 201 " not in await reader.read()
        writer.close()
    assert (await idle.http.get("/healthz")).status_code == 200
    assert await left(idle) == before


async def test_a_file_beyond_the_limit_is_not_kept(make_house: MakeHouse) -> None:
    """413, with a length or without, by a little and by far; what is just within the limit is taken."""
    house = await make_house(work=False, max_import_bytes=100_000)
    await dataset(house)
    before = await left(house)

    async def chunks(body: bytes) -> AsyncIterator[bytes]:
        for at in range(0, len(body), 50_000):
            yield body[at : at + 50_000]

    for more in (1, 1_000_000):
        content = GOOD.ljust(100_000 + more, b"\n")
        body = INTO + part("file", content, b"rows.csv") + b"--x--\r\n"
        for path in (IMPORT, INFER):
            check(await post(house, content, path), 413)
            check(await house.http.post(path, content=chunks(body), headers={"Content-Type": FORM}), 413)
    assert await left(house) == before
    assert (await post(house, GOOD.ljust(100_000, b"\n"))).status_code == 201


async def test_the_kind_of_a_body_is_the_same_in_capitals(idle: House) -> None:
    """A form is as long as it may be."""
    body = part("file", GOOD.ljust(1_100_000, b"\n"), b"rows.csv") + b"--x--\r\n"
    answer = await idle.http.post(
        INFER, content=body, headers={"Content-Type": "Multipart/Form-Data; boundary=x"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"../../etc/passwd", "passwd"),
        (b"..\\..\\boot.ini", "boot.ini"),
        (b"C:\\Users\\ann\\rows.csv", "rows.csv"),
        (b"..", "rows"),
        (b"/", "rows"),
        (b" ", "rows"),
        (b"", "rows"),
        (b"a\0b.csv", "ab.csv"),
        (b"a\x1b[31m.csv", "a[31m.csv"),
        (b"x" * 300 + b".csv", "x" * 255),
        (b'a\\"b.csv', 'a"b.csv'),
        (b"a%22b.csv", 'a"b.csv'),
        ("a\u202evsc.exe".encode(), "avsc.exe"),
        ("Größe 東京.csv".encode(), "Größe 東京.csv"),
        (b"\xff\xfe.csv", "ÿþ.csv"),
        (b"<img src=x onerror=alert(1)>.csv", "<img src=x onerror=alert(1)>.csv"),
        (b"%n{{7*7}}${x}'; --.csv", "%n{{7*7}}${x}'; --.csv"),
    ],
)
async def test_a_name_is_a_name_and_no_path(idle: House, name: bytes, shown: str) -> None:
    """Short, printable, of its last part; where the file is kept has nothing to do with it."""
    body = part("file", GOOD, name) + b"--x--\r\n"
    answer = await idle.http.post(INFER, content=body, headers={"Content-Type": FORM})
    assert (answer.status_code, answer.json()["fileName"]) == (200, shown)
    kept = Path(idle.settings.data, "artifacts", "uploads", answer.json()["fileId"])
    assert kept.read_bytes() == GOOD


async def test_odd_names_of_columns_are_looked_at(idle: House) -> None:
    """What cannot be printed is left out of a name, and its samples are those of its column."""
    content = "x,na\u200bme,\x7f,name,{},{}\n1,2,3,4,5,6\n".format("y" * 200, "<script>").encode()
    told = (await post(idle, content, INFER)).json()
    assert [(one["name"], one["samples"]) for one in told["columns"]] == [
        ("x", ["1"]),
        ("name", ["2"]),
        ("y" * 128, ["5"]),
        ("<script>", ["6"]),
    ]
    assert (len(told["header"]), told["mapping"]) == (6, {"name": "name"})


async def test_as_many_columns_as_can_be_are_looked_at(idle: House) -> None:
    """Four hundred of them are proposed; which go where is looked for among them all."""
    header = [f"A column of many, {number}" for number in range(16_383)]
    content = table([*header, "Name"], range(16_384))
    told = (await post(idle, content.encode(), INFER)).json()
    assert (len(told["header"]), len(told["columns"]), len(told["unmapped"])) == (16_384, 400, 16_383)
    assert (told["mapping"], told["missing"]) == ({"Name": "name"}, ["id"])


async def test_an_import_that_finds_no_place_leaves_nothing(make_house: MakeHouse) -> None:
    """429 beyond the open jobs of its owner: neither its file nor its load is kept, and no key is used up."""
    house = await make_house(work=False, open_jobs=1)
    await dataset(house)
    assert (await post(house, GOOD)).status_code == 201
    before = await left(house)
    key = {"Idempotency-Key": "one"}
    for headers in ({}, key):
        sent = {"file": ("rows.csv", GOOD)}
        answer = await house.http.post(IMPORT, files=sent, data={"dataset": "people"}, headers=headers)
        check(answer, 429)
        assert answer.headers["retry-after"]
    assert await left(house) == before
