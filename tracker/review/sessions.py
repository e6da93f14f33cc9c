"""Who may come in: tokens in the opened address, one-time codes for a tablet, sessions known by a cookie.

All of it in memory: when the program ends, every key to it is gone.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

from tracker.render.words import Label

__all__ = ["COOKIE", "Doors", "Session"]

COOKIE = "tracker-review"
_TRIES = 5
_CODE_DIGITS = 8
_SESSIONS = 200


@dataclass
class Session:
    """One reader at one device. ``csrf`` must come with everything that changes something.

    ``by_token`` is whether it was opened at the machine the program runs on, not by a pairing code.
    ``message`` and ``offer`` (where a rule can be made of what was just decided) are shown on the next page.
    """

    alias: str
    lang: Literal["zh", "en"] = "zh"
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    hide_scores: bool = False
    skipped: dict[str, None] = field(default_factory=dict)
    message: Label | None = None
    by_token: bool = False
    offer: str = ""


class Doors:
    """The ways in. ``token`` opens any number of times; a pairing code opens once.

    ``pairing`` is whether other devices are let in at all: who came by the token may then ask for a code for each.
    """

    def __init__(self, alias: str, lang: Literal["zh", "en"], *, pairing: bool = False) -> None:
        self.pairing = pairing
        self.token = secrets.token_urlsafe(32)
        self.code: str | None = None
        self._tries = 0
        self._paired = 1
        self._alias = alias
        self._lang = lang
        self._sessions: dict[str, Session] = {}

    def new_code(self) -> str:
        """A code of eight digits, good for one device; the one before is void."""
        self.code = "".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS))
        self._tries = 0
        return self.code

    def by_token(self, token: str) -> str | None:
        """A new session's key for the right token."""
        right = hmac.compare_digest(token.encode(), self.token.encode())
        return self._open(self._alias, by_token=True) if right else None

    def by_code(self, code: str) -> str | None:
        """A new session's key for the right code, which is then void, as it is after five wrong ones."""
        if self.code is None:
            return None
        if hmac.compare_digest(code.strip().encode(), self.code.encode()):
            self.code = None
            self._paired += 1
            # another device, and most likely another reader: two who agree must not pass for one
            return self._open(f"{self._alias}-{self._paired}")
        self._tries += 1
        if self._tries >= _TRIES:
            self.code = None
        return None

    def session(self, key: str | None) -> Session | None:
        """The session of a cookie."""
        return self._sessions.get(key or "")

    def _open(self, alias: str, *, by_token: bool = False) -> str:
        key = secrets.token_urlsafe(32)
        while len(self._sessions) >= _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[key] = Session(alias, self._lang, by_token=by_token)
        return key
