"""What the lines of `results.jsonl` say together, with the paths that this run knows."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from anyio import to_thread

from callsheet.batch_models import Reason
from callsheet.client import AsyncCallsheet
from callsheet.models import Job

EXAMPLES = 3
Names = Mapping[str, Sequence[str]]
"""The paths of an image, by its id."""


@dataclass
class Findings:
    """`examples` of what failed, by code and message; `alike` the members of each near-duplicate group."""

    lines: int = 0
    examples: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def such_as(self, reason: Reason) -> list[str]:
        """Where the messages of a reason differ, its code is what they share."""
        same = [name for (code, _), names in self.examples.items() if code == reason.code for name in names]
        return (self.examples.get((reason.code, reason.message)) or same)[:EXAMPLES]

    def take(self, line: dict[str, Any], name: str) -> None:
        self.lines += 1
        if line["outcome"] == "failed":
            error = line["error"] or {}
            such = self.examples[error.get("code", ""), error.get("message", "")]
            such += [name] if len(such) < EXAMPLES else []
        if group := (line["annotation"] or {}).get("duplicateGroup"):
            self.alike[group].append(name)


async def findings(callsheet: AsyncCallsheet, job: Job, out: Path | None, names: Names) -> Findings:
    """Fetches all results, and keeps them as `out` if there is one: whole, or not at all.

    A retry is told with all that it carries on from.
    """
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".callsheet-", dir=out.parent if out else None) as folder:
        fetched = Path(folder, "results")
        await callsheet.results(job.id, fetched, lineage=job.retry_of is not None)
        return await to_thread.run_sync(_sift, fetched, out, names)


def _sift(source: Path, to: Path | None, names: Names) -> Findings:
    """`path` is added to each line where it is known, and `copies`: other files of the same bytes."""
    found = Findings()
    part = source.with_name("part")
    kept = part.open("w", encoding="utf-8") if to else nullcontext()
    with source.open(encoding="utf-8") as lines, kept as out:
        for text in lines:
            line = json.loads(text)
            path, *copies = names.get(line["itemId"], [None])
            found.take(line, path or line["itemId"])
            if out:
                known = {"path": path, "copies": copies}
                out.write(json.dumps(line | {k: v for k, v in known.items() if v}, ensure_ascii=False) + "\n")
    if to:
        part.replace(to)
    return found
