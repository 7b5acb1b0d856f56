"""The parts of the browser tests stand in conftest_site.py, so that tests can import its functions by name."""

from conftest_site import *  # noqa: F403
