"""`pids.json`: which processes a `callsheet up` keeps alive just now, for whoever has to find them.

A pid alone may belong to somebody else by the time it is read, so each stands with the moment of its birth.
"""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

NAME = "pids.json"


class Roll(NamedTuple):
    """`processes` are (pid, birth) by name: `api`, `temporal`, `worker 1`, ..."""

    url: str
    temporal_address: str
    processes: Mapping[str, tuple[int, str]]


def write(data: Path, roll: Roll) -> None:
    """The file is the old or the new one, never half of one."""
    part = data / f"{NAME}.part"
    part.write_text(json.dumps(roll._asdict(), indent=2))
    part.replace(data / NAME)


def read(data: Path) -> Roll | None:
    """None where no `callsheet up` runs on that folder."""
    try:
        told = json.loads((data / NAME).read_text())
    except FileNotFoundError:
        return None
    processes = {name: (int(pid), str(birth)) for name, (pid, birth) in told["processes"].items()}
    return Roll(told["url"], told["temporal_address"], processes)


def erase(data: Path) -> None:
    (data / NAME).unlink(missing_ok=True)


def birth_of(pid: int) -> str | None:
    """When that process began, in the words of its system; None where there is none."""
    if os.path.exists("/proc/self/stat"):  # noqa: PTH110 (one call, and no pathlib object per look)
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        except OSError:
            return None
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (a number is all we add)
    return said.stdout.strip() or None
