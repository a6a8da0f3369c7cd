"""Thousands of SSE viewers in one process: raw sockets that count what comes, and do little else.

Told by its arguments what to open; answers one JSON line for each line on its standard input: `count`, or
`sleep` (read nothing any more, and be as if dead). `open` is what still is.
"""

import argparse
import json
import re
import resource
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

AT_ONCE = 200
SAMPLES = 200
LINES = re.compile(rb"\n(?:event: (\w+)|id: [0-9a-f]{12}-(\d+))(?=\n)")


@dataclass
class Viewer:
    """One connection: the versions it has seen, in order, and when."""

    link: socket.socket
    begun: bool = False
    frames: int = 0
    gaps: int = 0
    last: int = -1
    rest: bytes = b""
    arrivals: dict[int, float] | None = None

    def take(self, data: bytes) -> None:
        self.begun = True
        whole, _, self.rest = (self.rest + data).rpartition(b"\n\n")
        for found in LINES.finditer(b"\n" + whole + b"\n"):
            if found[2] is None:
                self.frames += 1
                continue
            version = int(found[2])
            self.gaps += self.last >= 0 and version > self.last + 1
            self.last = version
            if self.arrivals is not None:
                self.arrivals[version] = time.time()


@dataclass
class Crowd:
    address: tuple[str, int]
    room: int
    epoll: select.epoll = field(default_factory=select.epoll)
    viewers: dict[int, Viewer] = field(default_factory=dict)
    lost: int = 0
    refused: int = 0

    def open(self, paths: list[str], streams: int, owner: str) -> None:
        every = max(1, streams // SAMPLES)
        for number in range(streams):
            link = socket.socket()
            if self.room:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.room)
            link.connect(self.address)
            ask = f"GET {paths[number % len(paths)]} HTTP/1.1\r\nHost: localhost\r\n"
            link.sendall(f"{ask}X-Callsheet-Owner: {owner}\r\n\r\n".encode())
            link.setblocking(False)
            arrivals: dict[int, float] | None = {} if number % every == 0 else None
            self.viewers[link.fileno()] = Viewer(link, arrivals=arrivals)
            self.epoll.register(link, select.EPOLLIN)
            while sum(not v.begun for v in list(self.viewers.values())[-AT_ONCE - 1 :]) > AT_ONCE // 2:
                self.read(1)
        while not all(viewer.begun for viewer in self.viewers.values()):
            self.read(1)

    def read(self, patience_s: float) -> bool:
        """Whether somebody wants an answer on standard input."""
        asked = False
        for number, _ in self.epoll.poll(patience_s):
            if number == sys.stdin.fileno():
                asked = True
                continue
            viewer = self.viewers[number]
            try:
                data = viewer.link.recv(65_536)
            except ConnectionError:
                data = b""
            if b"HTTP/1.1 " in data and b"HTTP/1.1 200" not in data:
                self.refused += 1
            if data:
                viewer.take(data)
            else:
                self.epoll.unregister(viewer.link)
                viewer.link.close()
                viewer.begun = True
                self.lost += 1
                del self.viewers[number]
        return asked

    def told(self) -> dict[str, Any]:
        viewers = self.viewers.values()
        return {
            "open": len(self.viewers),
            "lost": self.lost,
            "refused": self.refused,
            "frames": sum(viewer.frames for viewer in viewers),
            "gaps": sum(viewer.gaps for viewer in viewers),
            "fewest": min((viewer.frames for viewer in viewers), default=0),
            "arrivals": [list(viewer.arrivals.items()) for viewer in viewers if viewer.arrivals],
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--streams", type=int, required=True)
    parser.add_argument("--room", type=int, default=0, help="SO_RCVBUF of each, bytes")
    parser.add_argument("--owner", default="bench")
    parser.add_argument("paths", nargs="+")
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = Crowd((asked.host, asked.port), asked.room)
    crowd.open(asked.paths, asked.streams, asked.owner)
    print(json.dumps(crowd.told()), flush=True)
    crowd.epoll.register(sys.stdin.fileno(), select.EPOLLIN)
    while True:
        if not crowd.read(10):
            continue
        match sys.stdin.readline().strip():
            case "count":
                print(json.dumps(crowd.told()), flush=True)
            case "sleep":
                print(json.dumps(crowd.told()), flush=True)
                sys.stdin.readline()  # until the end of input
                return
            case _:
                return


if __name__ == "__main__":
    main()
