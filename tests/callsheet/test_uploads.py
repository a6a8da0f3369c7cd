"""Files on their way to the server: found, sent once, and refused without harm to the others."""

import os
from pathlib import Path

import pytest

from callsheet import AsyncCallsheet, Refused, Unreachable
from callsheet.commands.meter import Meter
from callsheet.commands.pictures import digest, pictures, printable
from callsheet.commands.uploads import Content, Uploads
from tests.callsheet.scripted import Answer, Clock, Scripted, problem
from tests.callsheet.test_client import IMAGE
from tests.conftest import MakeHouse
from tests.support.pictures import picture

NONE = Answer(200, {"images": []})
GOOD = Answer(201, IMAGE)


def written(folder: Path, **contents: bytes) -> list[Path]:
    """Files of these names; `_` stands for a dot."""
    paths = [folder / name.replace("_", ".") for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return paths


async def upload(url: str, *files: Path, clock: Clock | None = None) -> list[Content]:
    async with AsyncCallsheet(url) as callsheet:
        return await Uploads(callsheet, files, Meter(), (clock or Clock()).pace.sleep).run()


def test_pictures_are_found_inside_of_folders(tmp_path: Path) -> None:
    """At any depth, by suffix in any case, in order, each path once; a file that is named always counts."""
    (note,) = written(tmp_path, note_txt=b"n")
    written(tmp_path / "b", z_JPG=b"z", a_webp=b"a", notes_txt=b"n")
    written(tmp_path / "b" / "deep" / "er", c_jpeg=b"c", d_png=b"d")
    (tmp_path / "b" / "folder.png").mkdir()
    (tmp_path / "b" / "gone.png").symlink_to(tmp_path / "nowhere")
    found = pictures([note, tmp_path / "b", tmp_path / "b" / "z.JPG"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        *("note.txt", "b/a.webp", "b/deep/er/c.jpeg", "b/deep/er/d.png", "b/z.JPG"),
    ]


async def test_the_same_bytes_go_up_once_and_never_again(make_house: MakeHouse, tmp_path: Path) -> None:
    """Whatever they are called; a second run finds all of them there, even those of another run."""
    house = await make_house(work=False)
    contents = {"a_png": picture(20, 10), "b_png": picture(10, 20), "c_png": picture(20, 10)}
    a, b, c = written(tmp_path, **contents)
    first = await upload(house.url, a, b, c)
    assert [(one.paths, one.known) for one in first] == [([a, c], False), ([b], False)]
    assert [one.image.width for one in first if one.image] == [20, 10]
    again = await upload(house.url, c, b)
    assert [(one.paths, one.known) for one in again] == [([c], True), ([b], True)]
    assert {one.image for one in again} == {one.image for one in first}
    assert len((await house.http.get("/api/images")).json()["images"]) == 2


async def test_many_files_keep_their_order(make_house: MakeHouse, tmp_path: Path) -> None:
    """Whichever is at the server first: the order of the batch is that of the files."""
    house = await make_house(work=False)
    files = written(tmp_path, **{f"{width:02}_png": picture(width, 5) for width in range(1, 41)})
    kept = await upload(house.url, *files)
    assert [one.image.width for one in kept if one.image] == list(range(1, 41))
    assert [one.paths for one in kept] == [[path] for path in files]


async def test_refused_files_do_not_stop_the_others(make_house: MakeHouse, tmp_path: Path) -> None:
    """No picture, a broken one, one too many bytes, one that cannot be read: each says why."""
    house = await make_house(work=False, max_upload_bytes=100_000)
    written(tmp_path, text_png=b"hello", copy_png=b"hello", broken_png=picture(300, 200)[:900])
    written(tmp_path, large_png=bytes(200_000), vast_png=bytes(30_000_000), good_png=picture())
    (tmp_path / "loop.png").symlink_to("loop.png")
    names = ("text", "broken", "large", "vast", "loop", "copy", "good")
    kept = await upload(house.url, *(tmp_path / f"{name}.png" for name in names))
    assert [([path.stem for path in one.paths], one.refusal and one.refusal.code) for one in kept] == [
        (["text", "copy"], "not-an-image"),
        (["broken"], "image-broken"),
        (["large"], "too-large"),
        (["vast"], "too-large"),
        (["loop"], "unreadable"),
        (["good"], None),
    ]
    assert len((await house.http.get("/api/images")).json()["images"]) == 1


async def test_what_passes_is_waited_for(server: Scripted, tmp_path: Path) -> None:
    """A server that restarts or asks for patience gets it, and is asked before the file is sent again."""
    busy = Answer(429, problem(429, "Slow down."), ((b"retry-after", b"7"),))
    broken, away = Answer(201, IMAGE, breaks=True), Answer(503, problem(503, "Away."))
    server.answers["GET /api/images"], clock = [NONE], Clock()
    server.answers["POST /api/images"] = [busy, broken, away, GOOD]
    (kept,) = await upload(server.url, *written(tmp_path, a_png=b"a"), clock=clock)
    assert kept.image
    assert (kept.image.image_id, kept.known, clock.slept) == ("i1", False, [7, 1, 2])
    assert [one.method for one in server.asked] == ["GET", "POST"] * 4


async def test_what_does_not_pass_ends_it(server: Scripted, tmp_path: Path) -> None:
    """A server that stays away, or a refusal that is not about one file, is raised as what it is."""
    files = written(tmp_path, a_png=b"a", b_png=b"b")
    server.answers["GET /api/images"], clock = [NONE], Clock()
    server.answers["POST /api/images"] = [Answer(403, problem(403, "Not you."))]
    with pytest.raises(Refused, match="Not you"):
        await upload(server.url, *files)
    server.answers["POST /api/images"] = [Answer(201, IMAGE, breaks=True)]
    with pytest.raises(Unreachable):
        await upload(server.url, files[0], clock=clock)
    assert len(clock.slept) == 5


async def test_a_name_that_is_not_text_is_no_obstacle(make_house: MakeHouse, tmp_path: Path) -> None:
    """File names are bytes; what cannot be told is told as a question mark."""
    house = await make_house(work=False)
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    path.write_bytes(picture())
    (kept,) = await upload(house.url, path)
    assert kept.image
    assert (kept.image.name, kept.image.sha256) == ("caf\ufffd.png", digest(path))
    assert printable(path) == f"{tmp_path}/caf\ufffd.png" == kept.names[0]
