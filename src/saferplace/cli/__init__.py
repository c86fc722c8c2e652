"""The `saferplace` command: thin; each verb calls a room above."""

from saferplace.cli.main import main

__all__ = ["main"]
