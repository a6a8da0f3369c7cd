"""What a generation task came to, as every face tells it."""

from collections.abc import Mapping
from typing import Any

from api.links import Links
from workflows.contracts.generation import PROCEDURAL, Asset


def result(done: Mapping[str, Any], links: Links) -> dict[str, Any]:
    """Whichever way it ended: of one that failed, the files that could be had."""
    return {
        "provider": done["provider"],
        "isPreview": done["provider"] == PROCEDURAL,
        "externalTaskId": done["external_task_id"],
        "completedBy": done["completed_by"],
        "providerCredits": done["provider_credits"],
        "assets": assets(done, links),
        "elapsedMs": done.get("elapsed_ms"),
    }


def assets(done: Mapping[str, Any], links: Links) -> list[dict[str, Any]]:
    return [_asset(Asset.model_validate(one), links) for one in done.get("assets", ())]


def _asset(asset: Asset, links: Links) -> dict[str, Any]:
    return {
        "url": links.artifact(asset.artifact_id),
        "kind": asset.kind,
        "mediaType": asset.media_type,
        "width": asset.width,
        "height": asset.height,
        "durationSecs": asset.duration_s,
        "bytes": asset.bytes,
        "sha256": asset.sha256,
        "thumbnailUrl": links.artifact(asset.thumbnail_id) if asset.thumbnail_id else None,
    }
