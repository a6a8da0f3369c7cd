"""Files of ours that a task needs, lent to its provider: again where its copy would be gone too soon."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from activities.providers.generator import Generator
from storage.artifacts import Artifacts
from storage.loans import Loan, Loans
from workflows.contracts.generation import GenerationRequest


class Lender:
    def __init__(self, artifacts: Artifacts, loans: Loans, generator: Generator) -> None:
        self._artifacts, self._loans, self._generator = artifacts, loans, generator

    async def params(self, request: GenerationRequest) -> dict[str, Any]:
        """The task's parameters with the provider's URLs in place of ours.

        Raises `ArtifactExpired` and `ArtifactMissing`.
        """
        until = datetime.now(UTC) + timedelta(seconds=request.deadline_s)
        lent = {one.url: await self._lent(one.artifact_id, until) for one in request.inputs}
        return _replaced(request.params, lent)

    async def _lent(self, artifact_id: str, until: datetime) -> str:
        if url := await self._loans.find(artifact_id, self._generator.name, until):
            return url
        file = await self._artifacts.find(artifact_id)
        name = f"{secrets.token_hex(8)}{PurePosixPath(file.filename).suffix[:8]}"
        async with self._artifacts.local(file.key) as path:
            handed = await self._generator.hand_over(path, name, file.media_type)
        await self._loans.note(artifact_id, self._generator.name, Loan(handed.url, handed.expires_at))
        return handed.url


def _replaced(params: dict[str, Any], lent: Mapping[str, str]) -> dict[str, Any]:
    def one(value: Any) -> Any:
        match value:
            case dict():
                return {key: one(inner) for key, inner in value.items()}
            case list():
                return [one(inner) for inner in value]
            case str():
                return lent.get(value, value)
        return value

    return {key: one(value) for key, value in params.items()}
