"""Connections to others: the address that was checked is the one that is connected to.

Name, Host header and TLS stay the other side's own; where a name leads a moment later does not matter.
"""

import socket
from collections.abc import Collection, Iterable
from functools import partial

import httpcore
from anyio import CapacityLimiter, to_thread

from receivers import is_public, not_public


class PublicOnly(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to `hosts`, which may be anywhere.

    Raises `ReceiverRefused`, with `advice`, before anything is connected to.
    """

    def __init__(self, hosts: Collection[str] = (), advice: str = "") -> None:
        self._hosts, self._advice = hosts, advice
        self._network = httpcore.AnyIOBackend()
        self._lookups = CapacityLimiter(1)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """One address that is not public is enough to refuse: the next look-up could prefer it."""
        looked_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        # in a thread of its own: asyncio's few are everybody's, and a dead name server holds one for long
        found = await to_thread.run_sync(looked_up, abandon_on_cancel=True, limiter=self._lookups)
        addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
        if host.lower() not in self._hosts and not all(map(is_public, addresses)):
            raise not_public(host, self._advice)
        *others, last = addresses
        for address in others:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return await self._network.connect_tcp(last, port, timeout, local_address, socket_options)
