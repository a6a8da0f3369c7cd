"""What a test that does not end is waiting for: told before its process is given up.

pytest-timeout tells the stacks of threads; of a test that hangs in an event loop these say only that the loop
waits, and a process of pytest-xdist tells nobody.
"""

import asyncio
import faulthandler
import gc
import os
import sys
import threading
import traceback
from types import FrameType
from typing import Any, TextIO

import pytest


def give_up(item: pytest.Item) -> None:
    """Say where every task and every thread stands, and end this process."""
    try:
        capture = item.config.pluginmanager.getplugin("capturemanager")
        if capture:
            capture.suspend_global_capture(item)
        print(f"\n{item.nodeid} does not end", file=sys.stderr)
        faulthandler.dump_traceback(sys.stderr, all_threads=True)
        tell_tasks(sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(1)


def watch(item: pytest.Item, timeout_s: float) -> threading.Timer:
    timer = threading.Timer(timeout_s, give_up, (item,))
    timer.daemon = True
    timer.start()
    return timer


def tell_tasks(to: TextIO) -> None:
    for task in [one for one in gc.get_objects() if isinstance(one, asyncio.Task) and not one.done()]:
        print(f"\ntask {task.get_name()}, cancelled {task.cancelling()} times:", file=to)
        stack = [(frame, frame.f_lineno) for frame in frames(task.get_coro())]
        to.writelines(traceback.StackSummary.extract(iter(stack)).format())


def frames(waiting: Any) -> list[FrameType]:
    """Of what awaits what, the outermost first; where it goes on in another greenlet, the way is lost."""
    found = []
    while waiting is not None:
        kind = next((kind for kind in ("cr", "ag", "gi") if hasattr(waiting, f"{kind}_frame")), None)
        if kind is None:
            break
        if frame := getattr(waiting, f"{kind}_frame"):
            found.append(frame)
        waiting = getattr(waiting, f"{kind}_yieldfrom" if kind == "gi" else f"{kind}_await")
    return found
