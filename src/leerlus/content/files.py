"""Reading the YAML files of content, and the fingerprints that pin what released versions say."""

from pathlib import Path
from typing import Any

import yaml


def read(folder: Path, name: str) -> dict[Any, Any]:
    """What a file of a folder says, without its ending. Raises FileNotFoundError when it is not there."""
    content: dict[Any, Any] = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def pinned_checksums(folder: Path) -> dict[Any, str]:
    """The fingerprint of every released version in a folder: `checksum` of it must be the same (`checksums.yaml`)."""
    return read(folder, "checksums")
