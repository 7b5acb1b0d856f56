"""The only adapter to MkDocs: hands the assembled navigation and words to the templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.built import slim_notebook


def on_config(config: Any) -> Any:
    """Read `<lang>.json`, written beside the tree, into `extra` and `nav`."""
    docs = Path(config.docs_dir)
    data = json.loads(docs.with_suffix(".json").read_text(encoding="utf-8"))
    config.extra.update(data["extra"])
    config.nav = data["nav"]
    return config


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Slim a notebook before it is indexed; its metadata takes the place of a page's front matter."""
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    meta = json.loads(Path(page.file.abs_src_path).read_text(encoding="utf-8"))["metadata"].get("barobogi", {})
    page.meta = {"description": meta.get("description", ""), "bb": {"reader": meta.get("reader", "all")}}
    return slim_notebook(html)
