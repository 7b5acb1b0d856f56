"""The only adapter to MkDocs: hands the assembled navigation and words to the templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """Read `build/tree/<lang>.json`, written beside the tree, into `extra` and `nav`."""
    docs = Path(config.docs_dir)
    data = json.loads(docs.with_suffix(".json").read_text(encoding="utf-8"))
    config.extra.update(data["extra"])
    config.nav = data["nav"]
    return config
