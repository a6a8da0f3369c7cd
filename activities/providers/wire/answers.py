"""Answers of compatible servers: read up to a limit, their errors wherever they put them."""

from typing import Any

import httpx
from pydantic_core import from_json


async def bounded(response: httpx.Response, most: int) -> bytes:
    """What comes after `most` bytes is not read: JSON that is cut there is none any more."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most:
            break
    return bytes(body[:most])


def error_in(body: bytes) -> dict[str, Any]:
    """The `error` object: OpenAI has it inside, Gemini in a list, older vLLM bare."""
    try:
        told = from_json(body)
    except ValueError:
        return {}
    match told:
        case {"error": dict(error)} | [{"error": dict(error)}, *_]:
            return error
        case {"error": str(message)}:
            return {"message": message}
        case dict():
            return told
    return {}
