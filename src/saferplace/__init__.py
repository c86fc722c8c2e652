"""Saferplace: software for Community Safety Partnerships. Rooms and arrows: docs/architecture.md."""

__version__ = "0.1.0"
