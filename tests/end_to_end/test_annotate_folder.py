"""`callsheet annotate` against the real house, as far as the lines with paths."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.callsheet.test_cli import command
from tests.support.house import House
from tests.support.pictures import picture


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Three pictures, one of them twice, and a text that calls itself one."""
    folder = tmp_path / "album"
    (folder / "more").mkdir(parents=True)
    contents = {
        "a.png": picture(320, 240),
        "b.jpg": picture(240, 320, "JPEG"),
        "more/c.webp": picture(100, 100, "WEBP"),
        "more/copy.png": picture(320, 240),
        "note.png": b"hello",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


async def test_a_folder_is_annotated_and_its_results_know_the_paths(house: House, album: Path) -> None:
    """Each content once, in the order of the files; what is refused is listed; a second run sends nothing."""
    out = album.parent / "r.jsonl"
    result = await command(house.url, "annotate", album, "--out", out)
    assert result.exit_code == 0, result.output
    assert "3 uploaded, 1 refused" in result.stdout
    lines = lines_of(out)
    names = ["a.png", "b.jpg", "more/c.webp"]
    assert [line["path"] for line in lines] == [str(album / name) for name in names]
    assert [line.get("copies") for line in lines] == [[str(album / "more/copy.png")], None, None]
    assert [line["outcome"] for line in lines] == ["succeeded"] * 3
    assert [line["annotation"]["width"] for line in lines] == [320, 240, 100]
    again = await command(house.url, "annotate", album, "--json")
    told = json.loads(again.stdout)
    assert (again.exit_code, told["job"]["counts"]["succeeded"]) == (0, 3), again.output
    assert [image["known"] for image in told["images"]] == [True] * 3
    assert [image["imageId"] for image in told["images"]] == [line["itemId"] for line in lines]
    assert len((await house.http.get("/api/images")).json()["images"]) == 3


async def test_a_batch_is_left_and_come_back_to(house: House, album: Path) -> None:
    """Detached, then watched to its end; there is nothing to try again in what succeeded."""
    result = await command(house.url, "annotate", album, "--concurrency", "2", "--no-text", "--detach")
    assert result.exit_code == 0, result.output
    job_id = result.stdout.split()[-1]
    result = await command(house.url, "annotate", "--watch", job_id, "--json")
    told = json.loads(result.stdout)["job"]
    assert (result.exit_code, told["status"], told["counts"]["succeeded"]) == (0, "completed", 3)
    assert (told["input"]["effectiveConcurrency"], told["input"]["tier"]) == (2, "unlimited")
    result = await command(house.url, "annotate", "--retry", job_id)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


async def test_tiers_are_set_and_seen(house: House, album: Path) -> None:
    """By the operator, for themselves or for somebody new; the batch says whose limits hold."""
    result = await command(house.url, "owners", "tier", "ann", "paid")
    assert result.stdout == "ann is paid: 500 a minute, 10 at a time\n"
    result = await command(house.url, "annotate", album, "--tier", "free", "--concurrency", "5")
    assert result.exit_code == 0, result.output
    assert "local is free: 10 a minute, 2 at a time" in result.stdout
    assert "3 images, free: 10 a minute, 2 at a time" in result.stdout
    told = json.loads((await command(house.url, "owners", "--json")).stdout)["data"]
    assert {owner["owner"]: owner["tier"] for owner in told} == {"ann": "paid", "local": "free"}
