"""HTTP to one Callsheet server, and the one tree of errors.

    CallsheetError
      Refused       the server answered no, and says why
      Unreachable   no answer came; the work, if it was accepted, goes on without us
      NotCallsheet  something else answers at that address
      Damaged       a file came that is not the one that was promised

Each message says what to do.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urljoin

import httpx
from httpx_sse import EventSource, aconnect_sse

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANSWER_S = 30.0
CONNECT_S = 5.0
AFTER_UPLOAD = httpx.Timeout(ANSWER_S, connect=CONNECT_S, read=300)
"""A server that has got a large file may look at it for a while before it answers."""


class CallsheetError(Exception):
    """Anything that went wrong between here and the server."""


class Refused(CallsheetError):
    """`errors` are `{pointer, code, detail}`; `problem` is the whole RFC 9457 answer."""

    def __init__(self, status: int, problem: Mapping[str, Any], retry_after_s: float | None = None) -> None:
        self.status = status
        self.problem = dict(problem)
        self.code = str(problem.get("code") or status)
        self.detail = str(problem.get("detail") or problem.get("title") or f"HTTP {status}")
        self.errors: list[dict[str, Any]] = list(problem.get("errors") or [])
        self.retry_after_s = retry_after_s
        super().__init__(self.detail)

    @property
    def passing(self) -> bool:
        """Whether the same question may be answered a little later."""
        return self.status == 429 or self.status >= 500


class Unreachable(CallsheetError):
    """`sent` says whether the request may have reached the server before the connection broke."""

    def __init__(self, url: str, error: httpx.HTTPError) -> None:
        self.sent = not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
        reason = str(error) or type(error).__name__
        super().__init__(
            f"No answer from {url} ({reason}). Is `callsheet up` running there? CALLSHEET_URL says where."
        )


class NotCallsheet(CallsheetError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"What answers at {url} is not Callsheet. Point CALLSHEET_URL to where `callsheet up` runs."
        )


class Damaged(CallsheetError):
    def __init__(self, link: str) -> None:
        super().__init__(f"What came from {link} is not what the server said it is. Try again.")


class Line:
    """The connection of one owner; without an owner it is the operator's, who sees everything."""

    def __init__(self, url: str, owner: str | None) -> None:
        self.url, self.owner = _with_scheme(url), owner
        host = httpx.URL(self.url).host
        self._http = httpx.AsyncClient(
            base_url=self.url,
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            trust_env=host not in LOOPBACK,  # a proxy of the environment cannot reach our own loopback
        )

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        """The JSON of the answer, None for 204. Raises one of the tree above."""
        try:
            headers = self._headers() | more.pop("headers", {})
            answer = await self._http.request(method, path, headers=headers, **more)
        except httpx.HTTPError as error:
            raise self._lost(error) from error
        if answer.status_code == 204:
            return None
        body = self._json(answer)
        if answer.is_success:
            return body
        raise refusal(answer, body)

    @asynccontextmanager
    async def listen(
        self, path: str, params: Mapping[str, Any], last_event_id: str | None, silence_s: float
    ) -> AsyncIterator[EventSource | None]:
        """An event stream, or None for 204: nothing more will come. Silence is an error like any other."""
        headers = self._headers() | ({"Last-Event-ID": last_event_id} if last_event_id else {})
        timeout = httpx.Timeout(ANSWER_S, connect=CONNECT_S, read=silence_s)
        try:
            async with aconnect_sse(
                self._http, "GET", path, params=params, headers=headers, timeout=timeout
            ) as source:
                answer = source.response
                if answer.is_error:
                    await answer.aread()
                    raise refusal(answer, self._json(answer))
                answer.encoding = "utf-8-sig"  # always that, and without its byte order mark
                yield None if answer.status_code == 204 else source
        except httpx.HTTPError as error:
            raise self._lost(error) from error

    @asynccontextmanager
    async def fetch(
        self, link: str, *, named: bool = False, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[httpx.Response]:
        """The bytes behind a link, which needs no header: whoever has it may fetch, and no name goes out.

        `named` is for a path of this server that answers its owner only.
        """
        url, headers = self.absolute(link), (self._headers() if named else {}) | dict(headers or {})
        try:
            async with self._http.stream("GET", url, headers=headers, follow_redirects=not named) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise refusal(answer, self._json(answer))
                yield answer
        except httpx.HTTPError as error:
            raise self._lost(error) from error

    def absolute(self, link: str) -> str:
        """A full address of a link, a path, or a bare artifact id."""
        return urljoin(f"{self.url}/", link if "/" in link else f"/v1/artifacts/{link}")

    async def aclose(self) -> None:
        await self._http.aclose()

    def _lost(self, error: httpx.HTTPError) -> BaseException:
        """A cancel that meets a breaking connection is a cancel: a Ctrl-C must not end as a reconnect."""
        task = asyncio.current_task()
        return asyncio.CancelledError() if task and task.cancelling() else Unreachable(self.url, error)

    def _headers(self) -> dict[str, str]:
        return {"X-Callsheet-Owner": self.owner} if self.owner else {}

    def _json(self, answer: httpx.Response) -> Any:
        try:
            return answer.json()
        except ValueError as error:
            if answer.status_code >= 500:  # a gateway in between: its page is no JSON, and no verdict
                return {"detail": f"HTTP {answer.status_code} from {self.url}"}
            raise NotCallsheet(self.url) from error


def is_stream(source: EventSource) -> bool:
    """Something in between may answer with a page of its own."""
    kind: str = source.response.headers.get("content-type", "")
    return kind.partition(";")[0].strip() == "text/event-stream"


def refusal(answer: httpx.Response, body: Any) -> Refused:
    after = answer.headers.get("retry-after", "")
    problem = body if isinstance(body, dict) else {}
    return Refused(answer.status_code, problem, float(after) if after.isdigit() else None)


def _with_scheme(url: str) -> str:
    return (url if "://" in url else f"http://{url}").rstrip("/")
