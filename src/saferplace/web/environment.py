"""What the environment may set, read in one place. Everything has a default that suits one machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Mail:
    """Where messages go. starts_tls: plain at first, then encrypted (often port 587). is_tls: from the start (465)."""

    backend: str
    sender: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False

    @classmethod
    def at(cls, address: str, sender: str) -> Mail:
        """
        address: smtp://…, smtp+tls://… or smtps://…, with user, password, host and port; "" for a folder of files.

        >>> Mail.at("smtp+tls://anna:s%40fe@mail.example:587", "a@b.example").password
        's@fe'
        """
        if not address:
            return cls("django.core.mail.backends.filebased.EmailBackend", sender)
        said = urlsplit(address)
        if said.scheme not in {"smtp", "smtp+tls", "smtps"} or not said.hostname:
            raise ValueError(
                "SAFERPLACE_EMAIL_URL must be like smtp+tls://user:password@mail.example:587 (or smtp://…, smtps://…)."
            )
        return cls(
            "django.core.mail.backends.smtp.EmailBackend",
            sender,
            host=said.hostname,
            port=said.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[said.scheme],
            user=unquote(said.username or ""),
            password=unquote(said.password or ""),
            starts_tls=said.scheme == "smtp+tls",
            is_tls=said.scheme == "smtps",
        )


@dataclass(frozen=True)
class Environment:
    """data_folder: holds the records database, the evidence tables and the secret key.
    database_url: where records live when not in the data folder's SQLite file.
    is_demo: demo users with published passwords exist, and every page says so.
    is_behind_https: cookies are sent over HTTPS only and browsers are told to stay there.
    site_address: how people reach this installation, for links in messages, without a slash at its end.
    """

    data_folder: Path
    database_url: str
    is_demo: bool
    is_behind_https: bool
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    site_address: str
    mail: Mail

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Environment:
        folder = Path(variables.get("SAFERPLACE_DATA") or _PROJECT / "var").expanduser().resolve()
        return cls(
            data_folder=folder,
            database_url=variables.get("DATABASE_URL") or f"sqlite:///{folder / 'records.sqlite3'}",
            is_demo=variables.get("SAFERPLACE_DEMO", "") == "1",
            is_behind_https=variables.get("SAFERPLACE_HTTPS", "") == "1",
            allowed_hosts=_words(variables.get("SAFERPLACE_HOSTS", "localhost,127.0.0.1,[::1]")),
            trusted_origins=_words(variables.get("SAFERPLACE_ORIGINS", "")),
            site_address=variables.get("SAFERPLACE_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
            mail=Mail.at(
                variables.get("SAFERPLACE_EMAIL_URL", ""),
                variables.get("SAFERPLACE_EMAIL_FROM", "saferplace@localhost"),
            ),
        )

    def secret_key(self) -> str:
        """The signing key of this installation: made once, kept beside the data, readable by its owner only."""
        kept = self.data_folder / "secret-key"
        if not kept.exists():
            self.data_folder.mkdir(parents=True, exist_ok=True)
            made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_urlsafe(50))
        return kept.read_text()


def _words(written: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in written.split(",") if word.strip())
