"""Names that lead where a test says, and elsewhere the next time.

names = Names(monkeypatch, files=[["93.184.215.14"], ["127.0.0.1"]])   # http://files.test/
"""

import socket
from typing import Any

import pytest


class Names:
    """Where names lead, at each look-up in turn; what is not listed is looked up really."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **names: list[list[str]]) -> None:
        self.asked: list[str] = []
        self._names, self._really = names, socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self)

    def __call__(self, host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        name = str(host).removesuffix(".test")
        if name not in self._names:
            return list(self._really(host, port, *rest, **more))
        self.asked.append(name)
        addresses = self._names[name].pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]
