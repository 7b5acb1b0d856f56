"""The finished site on real parts: built once, served by the real server and by nginx, read by a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from coursekit import ROOT
from coursekit.assemble import assemble
from coursekit.export import bundle
from coursekit.export.downloads import Downloads, site_downloads

AXE = ROOT / "tests" / "site" / "node_modules" / "axe-core"


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "tests/site/" in item.nodeid or item.path.is_relative_to(ROOT / "tests" / "site"):
            item.add_marker(pytest.mark.slow)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            assert process.poll() is None, "the server ended early"
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within 30 s")


@pytest.fixture(scope="session")
def files_site(material, once, all_frames) -> Path:
    """The static edition: what `course build` writes, with stand-ins for the files to download."""
    return once("files", lambda out: assemble(material, out, downloads=stand_ins(material, out.parent / "files-kept")))


def stand_ins(material, folder: Path) -> Downloads:
    """What a build offers for download, a line in the place of each paper: the writers have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "write", lambda source, form, path: path.write_text(source.title, encoding="utf-8"))
        return site_downloads(material, folder)


@pytest.fixture(scope="session")
def served_site(material, once, all_frames) -> Path:
    """The server edition: pages that embed the Gradio demos."""
    return once("served", lambda out: assemble(replace(material, demo_host="gradio"), out))


@pytest.fixture(scope="session")
def server(served_site) -> Iterator[str]:
    """The address of the real server, one process, on a name that is not localhost (plain http, as in a school)."""
    port = free_port()
    code = f"import uvicorn;from pathlib import Path;from coursekit.server import app;" \
           f"uvicorn.run(app(Path({str(served_site)!r})),port={port},log_level='warning',access_log=False)"  # fmt: skip
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    wait_for(f"http://127.0.0.1:{port}/healthz", process)
    yield f"http://school.lan:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def nginx(files_site, tmp_path_factory) -> Iterator[str]:
    """The static edition behind a real nginx, below a sub-path."""
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    (folder / "www").mkdir()
    (folder / "www" / "barobogi").symlink_to(files_site)
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}/b;\n"
        f"proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}\n"
    )
    folder.chmod(0o755)
    for parent in [files_site, *files_site.parents][:4]:
        parent.chmod(parent.stat().st_mode | 0o055)
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    process = subprocess.Popen(
        [program, "-e", f"{folder}/error.log", "-c", str(config), "-g", "user root;" if os.geteuid() == 0 else ""]
    )
    wait_for(f"http://127.0.0.1:{port}/barobogi/index.html", process)
    yield f"http://school.lan:{port}/barobogi"
    process.terminate()
    process.wait(10)


class Visit:
    """One page in one context that records what it asked the network for and what went wrong.

    An address from outside is not found (`CHROMIUM`), and it is told here. Nothing is intercepted: that would go through
    Python for each file of a page and take its cache away.
    """

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base, self.outside, self.errors = base, [], []
        self.context = context
        context.on("request", lambda request: self._told(request.url))
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    def _told(self, url: str) -> None:
        inside = (self.base.split("/barobogi")[0], "data:", "blob:", "about:")
        if not url.startswith((*inside, "file:") if self.base.startswith("file:") else inside):
            self.outside.append(url)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}/{path}", wait_until="load")
        return self.page


@pytest.fixture
def visit(browser):
    """Return a maker of visits: visit(base, width=360, height=800, scheme='light', **context options)."""
    contexts = []

    def make(base: str, width: int = 360, height: int = 800, scheme: str = "light", **options) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        return Visit(context, base)

    yield make
    for context in contexts:
        context.close()


_AXE_RUN = """async (colours) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(document, {runOnly: colours ? {type: 'rule', values: ['color-contrast']} : tags});
  const hidden = (node) => node.any.some((check) => check.data && check.data.messageKey === 'equalRatio');
  const unseen = found.incomplete.map((rule) => ({...rule, nodes: rule.nodes.filter(hidden)}));
  return [...found.violations, ...unseen.filter((rule) => rule.nodes.length)]
    .map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(', '));
}"""


def axe(page: Page, lang: str, colours: bool = False) -> list[str]:
    """Run axe on the page and its same-origin frames; return rule and target of every violation.

    Words in the colour of their ground are a violation here; axe itself leaves them to a person.
    `colours`: look at nothing else, for the second scheme of a page that stays as it is.
    """
    for frame in page.frames:
        if not frame.evaluate("Boolean(window.axe)"):
            frame.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    return list(page.evaluate(_AXE_RUN, colours))
