"""Who is acting: a signed-in person, someone at the command line, a worker, or nobody known."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

Channel = Literal["web", "command line", "worker"]


@dataclass(frozen=True)
class Actor:
    """user: None for the command line and for anonymous visitors.
    label: how the audit log names them.
    address: IP address of the request, blank at the command line.
    """

    user: AbstractBaseUser | None
    label: str
    address: str
    channel: Channel

    @classmethod
    def from_request(cls, request: HttpRequest) -> Actor:
        user: Any = request.user
        address = request.META.get("REMOTE_ADDR", "")
        if not user.is_authenticated:
            return cls(None, "anonymous visitor", address, "web")
        return cls(user, str(user), address, "web")

    @classmethod
    def of(cls, user: AbstractBaseUser) -> Actor:
        """The person, away from any request (a background task on their behalf, or a test)."""
        return cls(user, str(user), "", "web")

    @classmethod
    def command_line(cls) -> Actor:
        return cls(None, f"{getpass.getuser()} at the command line", "", "command line")

    @classmethod
    def worker(cls, on_behalf_of: str) -> Actor:
        """What follows of itself from what a person was allowed to start, such as figures after an import."""
        return cls(None, f"a worker, after {on_behalf_of}", "", "worker")

    @property
    def is_the_product_itself(self) -> bool:
        """A worker does only what the product has it do; whoever asked was checked when they asked."""
        return self.channel == "worker"

    @property
    def is_at_command_line(self) -> bool:
        """Whoever has a shell on the server can already read and change every file of it."""
        return self.channel == "command line"
