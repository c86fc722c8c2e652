"""Writes: load a partnership file."""

from saferplace.plan.commands.load import CannotLoad, Loaded, load, load_partnership_file, rehearse

__all__ = ["CannotLoad", "Loaded", "load", "load_partnership_file", "rehearse"]
