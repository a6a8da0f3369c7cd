"""The console's datasets as people use them: a file goes in, is looked at, and comes out again."""

import csv
import json
import secrets
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.processes import Up
from tests.support.returning import until
from tests.support.rows import BAD, SCHEMA, Customers

CUSTOMERS = Customers.of(2_000, 20)
HOSTILE = "<img src=x onerror=\"globalThis.hacked = 'yes'\">"
SCREENS = ((1280, False), (390, True))


async def choose(console: Console, path: Path) -> None:
    await console.page.choose_file("#import-file", path)
    await console.page.until(f"!{at('import-look')}.hidden && {at('import-stop')}.hidden")


@pytest.fixture
def console(page: Page, tree: Up) -> Console:
    return Console(page, tree.http)


async def customers(tree: Up, name: str) -> dict[str, Any]:
    """A dataset for them, empty."""
    answer = await tree.http.post("/v1/datasets", json={"name": name, **SCHEMA})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def job_of(console: Console, tree: Up) -> dict[str, Any]:
    """The job whose page the console has gone to, once it has ended."""
    here = f"location.hash === `#/transfer/${{{at('transfer-id')}.textContent}}`"
    job_id = await console.page.until(f"{here} && {at('transfer-id')}.textContent")
    await console.page.until(f"{here} && {at('transfer-main')}.dataset.status === 'completed'")
    job: dict[str, Any] = (await tree.http.get(f"/v1/jobs/{job_id}")).json()
    return job


async def test_a_file_becomes_a_dataset_that_comes_out_again(
    console: Console, tree: Up, tmp_path: Path
) -> None:
    """Dropped, seen, named, imported; its rows are found and a part of them is exported and downloaded."""
    name = f"people {secrets.token_hex(3)}"
    path = tmp_path / "people.csv"
    path.write_text("id,name,city\n1,Ada,London\n2,Grace,New York\n3,Łukasz,London\n", encoding="utf-8")
    await console.open("#/import")
    await choose(console, path)
    assert [row[:3] for row in await console.table("import-rows")][-1] == ["3", "Łukasz", "London"]
    await console.say("#import-new", name)
    await console.press("import-go")
    job = await job_of(console, tree)
    assert (job["result"]["importedCount"], job["result"]["skippedCount"]) == (3, 0)
    await console.press("transfer-dataset")
    await console.page.until(f"{at('dataset-title')}.innerText === {json.dumps(name)}")
    assert len(await console.table("rows")) == 3
    await console.say("#rows-condition select", "2")
    await console.say("#rows-condition select:nth-of-type(2)", "eq")
    await console.say("#rows-condition input", "London")
    await console.page.evaluate(f"{at('rows-filter')}.requestSubmit()")
    await console.press("rows-export")
    await console.page.evaluate("document.querySelector('#export-form [value=csv]').click()")
    await console.press("export-go")
    job = await job_of(console, tree)
    await console.page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    await console.press("transfer-download")
    saved = tmp_path / job["result"]["fileName"]
    await until(saved.is_file)
    with saved.open(newline="", encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Ada", "Łukasz"]
    assert console.page.complaints == []


async def test_columns_go_where_a_person_sends_them_and_bad_rows_are_told(
    console: Console, tree: Up, tmp_path: Path
) -> None:
    """The preview marks what is missing; the job's page counts the bad rows by column, and lists them."""
    made = await customers(tree, f"customers {secrets.token_hex(3)}")
    path = CUSTOMERS.write(tmp_path / "customers.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("name,", "who,", 1), encoding="utf-8")
    await console.open(f"#/import/{made['id']}")
    await choose(console, path)
    who = "#mapping-rows select[aria-label='Where who goes']"
    await console.say(who, "")
    assert await console.read("import-missing") == "Nothing goes into name, though required."
    assert await console.page.evaluate(f"{at('import-go')}.ariaDisabled") == "true"
    await console.say(who, "name")
    await console.press("import-go")
    job = await job_of(console, tree)
    assert (job["counts"]["succeeded"], job["counts"]["skipped"]) == (1_980, 20)
    tally = [(column, rows) for column, _, rows in await console.table("faults-tally")]
    assert sorted(tally) == sorted((column or "the whole row", "2") for column, _ in BAD.values())
    listed = [int(row[0].replace(",", "")) for row in await console.table("faults-rows")]
    assert listed == sorted(CUSTOMERS.bad)
    assert console.page.complaints == []


async def test_words_of_others_stay_words(console: Console, tree: Up, tmp_path: Path) -> None:
    """Markup in names and values is shown and never run; a column may be called as it likes; digits stay."""
    path = tmp_path / "<b>people.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", HOSTILE, "__proto__", "constructor", "lang:eq:de"])
        rows.writerow(["9007199254740993", "<script>hacked = 1</script>", "p", "c", "de"])
    await console.open("#/import")
    await choose(console, path)
    assert await console.read("import-name") == path.name
    await console.say("#import-new", name := f"<b>{secrets.token_hex(3)}")
    await console.press("import-go")
    await job_of(console, tree)
    assert name in await console.read("transfer-title")
    await console.press("transfer-dataset")
    assert HOSTILE in (await console.read("dataset-columns"))
    told = ["9007199254740993", "<script>hacked = 1</script>", "p", "c", "de"]
    assert await console.table("rows") == [told]
    await console.say("#rows-condition select", "3")
    await console.say("#rows-condition input", "c")
    await console.page.evaluate(f"{at('rows-filter')}.requestSubmit()")
    await console.page.until(f"{at('rows-note')}.innerText === '1 row where constructor contains c.'")
    assert await console.page.evaluate("typeof globalThis.hacked") == "undefined"
    assert console.page.complaints == []


async def test_the_same_file_once_more_is_another_import(console: Console, tree: Up, tmp_path: Path) -> None:
    """Nothing of the first stays in the form: its columns are found and mapped anew."""
    made = await customers(tree, f"customers {secrets.token_hex(3)}")
    path = CUSTOMERS.write(tmp_path / "customers.csv")
    await console.open(f"#/import/{made['id']}")
    into = "[...document.querySelectorAll('#mapping-rows select')].map((select) => select.value)"
    for _ in range(2):
        await choose(console, path)
        assert await console.page.evaluate(into) == [column["name"] for column in made["columns"]]
        await console.say("#mapping-rows select[aria-label='Where note goes']", "")
        await console.page.evaluate("document.querySelector('[name=mode][value=upsert]').click()")
        await console.press("import-go")
        job = await job_of(console, tree)
        assert (job["input"]["mode"], "note" in job["input"]["mapping"]) == ("upsert", False)
        await console.press("transfer-dataset")
        await console.press("dataset-import")
        await console.page.until(f"{at('import-into')}.value === {json.dumps(made['id'])}")


@pytest.mark.parametrize(("width", "dark"), SCREENS)
async def test_nothing_is_wider_than_the_screen(
    console: Console, tree: Up, tmp_path: Path, width: int, dark: bool
) -> None:
    """On a phone as on a desk; wide tables scroll within themselves."""
    made = await customers(tree, f"{'a rather long name ' * 5}{secrets.token_hex(3)}")
    await console.page.show(width, 844, dark=dark)
    views = ["#/datasets", *(f"#/{view}/{made['id']}" for view in ("dataset", "export", "import"))]
    for view in views:
        await console.open(view)
        if "import" in view:
            await choose(console, CUSTOMERS.write(tmp_path / f"{'customers' * 10}.csv"))
        else:
            await console.page.until(f"document.body.innerText.includes({json.dumps(made['name'])})")
        assert await console.page.evaluate("document.documentElement.scrollWidth") <= width, view


async def test_a_dataset_is_deleted_by_one_who_is_sure(console: Console, tree: Up) -> None:
    """The question comes first, and says what goes; without a yes all stays."""
    made = await customers(tree, f"customers {secrets.token_hex(3)}")
    await console.open(f"#/dataset/{made['id']}")
    await console.press("dataset-delete")
    assert made["name"] in await console.read("question-words")
    await console.press("question-no")
    assert (await tree.http.get(f"/v1/datasets/{made['id']}")).status_code == 200
    await console.press("dataset-delete")
    await console.press("question-yes")
    await console.page.until("location.hash === '#/datasets'")
    assert (await tree.http.get(f"/v1/datasets/{made['id']}")).status_code == 404


async def test_values_of_a_list_may_have_line_breaks(console: Console) -> None:
    """They are shown one on each line, and come back as they were."""
    values = ["plain", "two\nlines", "back\\slash", "\\n", " spaces ", "\r\n", "ü"]
    await console.open("#/import")
    script = f"import('/transfers.js').then((words) => words.valuesOf(words.linesOf({json.dumps(values)})))"
    assert await console.page.evaluate(script) == values
