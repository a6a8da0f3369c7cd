"""The production shape in docker-compose.yml: its containers agree on what they share."""

import subprocess
import sys

import yaml

from tests.house.test_rules import ROOT

COMPOSE = ROOT / "docker-compose.yml"


def test_compose_is_what_docker_reads() -> None:
    """By the schema of the Compose specification."""
    checking = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(COMPOSE),
    ]
    checked = subprocess.run(checking, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_worker_and_api_share_keys_and_settings() -> None:
    """The data folder, where the vault's key and the webhooks' secret are, and a file that no image holds."""
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    worker, api = services["worker"], services["api"]
    for shared in ("environment", "env_file", "volumes"):
        assert worker[shared] == api[shared]
    assert f"data:{api['environment']['CALLSHEET_DATA']}" in api["volumes"]
    (settings,) = api["env_file"]
    for kept_out in (".dockerignore", ".gitignore"):
        assert settings["path"] in (ROOT / kept_out).read_text().splitlines()
