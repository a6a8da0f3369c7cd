"""A job of every kind at once, by real processes: what a console can show of it all."""

import asyncio
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx

from tests.support.pictures import picture

PLAIN = "A fox in the snow"
ENDED = ("completed", "failed", "cancelled")
LONGEST = {
    "topic": 200,
    "prompt": 4000,
    "file": 200,
    "item": 255,
    "filed": 255,
    "dataset": 128,
    "words": 5000,
}
"""Characters that each place takes."""


class Everything(NamedTuple):
    """Addresses after `#/`: a view's own name leads to it."""

    jobs: dict[str, str]
    views: dict[str, str]


async def everything(http: httpx.AsyncClient, words: str = PLAIN, topic: str = "Radiohead") -> Everything:
    """All that takes words is called by them, as far as there is room; everything has ended."""
    image_id = await _image(http, f"{words[: LONGEST['file']]}.png")
    dataset_id, import_id = await _import(http, words)
    generation = _generation(words)
    jobs = {
        "enhancement": await _start(http, "enhancement", imageId=image_id, tiers=["1k", "2k"], engine="fast"),
        "annotation": await _start(http, "annotation", imageIds=[image_id, words[: LONGEST["item"]]]),
        "documentary": await _start(
            http, "documentary", topic=topic, prompt=words[: LONGEST["prompt"]], narrate=False
        ),
        "generation": await _start(http, "generation", **generation),
        "import": import_id,
        "export": await _start(http, "export", dataset=dataset_id, format="jsonl"),
    }
    ended = [await _ended(http, job_id) for job_id in jobs.values()]
    playlists = [job["result"]["playlistId"] for job in ended if (job["result"] or {}).get("playlistId")]
    return Everything(jobs, _views(jobs, dataset_id, generation["promptId"], playlists))


def _views(jobs: dict[str, str], dataset_id: str, filed: str, playlists: list[str]) -> dict[str, str]:
    kept = {"playlist": f"playlist/{playlists[0]}"} if playlists else {}
    own = {
        "enhancement": f"enhancement/{jobs['enhancement']}",
        "batch": f"batch/{jobs['annotation']}",
        "documentary": f"documentary/{jobs['documentary']}",
        "transfer": f"transfer/{jobs['import']}",
        "transfer out": f"transfer/{jobs['export']}",
        "generation": f"generation/{jobs['generation']}",
        "prompt": f"gallery/{quote(filed, safe='')}",
        "dataset": f"dataset/{dataset_id}",
        "export": f"export/{dataset_id}",
        "again": f"generate/{jobs['generation']}",
        "into": f"import/{dataset_id}",
    }
    lists = ("jobs", "batches", "documentaries", "playlists", "gallery", "datasets", "admin")
    forms = ("batches/new", "import", "generate")
    return {"home": "", **{name: name for name in (*lists, *forms)}, **own, **kept}


def _generation(words: str) -> dict[str, Any]:
    params = {"prompt": words[: LONGEST["words"]], "negative_prompt": words[: LONGEST["words"]]}
    return {
        "promptId": words[: LONGEST["filed"]],
        "providerParams": {"model": "IMAGEN4", "input": {**params, "num_images": "2"}},
    }


async def _image(http: httpx.AsyncClient, name: str) -> str:
    answer = await http.post("/api/images", files={"file": (name, picture())})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["imageId"])


async def _import(http: httpx.AsyncClient, words: str) -> tuple[str, str]:
    """A dataset and the import into it: one good row, and one that is bad because of the words."""
    called = "".join(sign for sign in words.replace("/", "|") if sign.isprintable())[
        : LONGEST["dataset"]
    ].strip()
    columns = [{"name": "id", "type": "integer"}, {"name": called, "type": "string"}]
    answer = await http.post("/v1/datasets", json={"name": called, "key": "id", "columns": columns})
    assert answer.status_code == 201, answer.text
    head, cell = (f'"{said.replace(chr(34), chr(34) * 2)}"' for said in (called, words))
    rows = f"id,{head}\r\n1,{cell}\r\n{cell},{cell}\r\n".encode()
    sent = {"file": (f"{words[: LONGEST['file']]}.csv", rows)}
    dataset_id = answer.json()["id"]
    looked = await http.post("/v1/datasets/infer", files=sent, data={"dataset": dataset_id})
    assert looked.status_code == 200, looked.text
    asked = {"fileId": looked.json()["fileId"], "mapping": {"id": "id", called: called}, "mode": "insert"}
    return dataset_id, await _start(http, "import", dataset=dataset_id, **asked)


async def _start(http: httpx.AsyncClient, kind: str, **asked: Any) -> str:
    answer = await http.post("/v1/jobs", json={"kind": kind, "input": asked})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["jobs"][-1]["id"])


async def _ended(http: httpx.AsyncClient, job_id: str) -> dict[str, Any]:
    while (job := (await http.get(f"/v1/jobs/{job_id}")).json())["status"] not in ENDED:
        await asyncio.sleep(0.05)
    told: dict[str, Any] = job
    return told
