"""The routes of a blind reading; while it goes on they are the only ones that show a commitment.

Annotations are evaluated in this module, as in ``tracker.review.app``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from tracker.errors import DecisionError
from tracker.render.words import Label
from tracker.review.blind import Blind
from tracker.review.pages import Base
from tracker.review.sessions import Session

__all__ = ["OPEN", "Help", "add_blind_routes"]

OPEN = ("/blind", "/assets/", "/pair", "/me", "/favicon.ico")
"""What a reader may open during a blind reading; all other addresses lead to its start."""


@dataclass(frozen=True)
class Help:
    """What the app lends its routes: who is there, the form that was sent, and how pages are made."""

    session_of: Callable[..., Session]
    form_of: Callable[..., Any]
    frame: Callable[[Session, Label], Base]
    page: Callable[[str, object], Response]


def add_blind_routes(app: FastAPI, blind: Blind, help: Help) -> None:
    """Add the routes for reading ``blind``."""
    Reader = Annotated[Session, Depends(help.session_of)]
    Given = Annotated[dict[str, str], Depends(help.form_of)]
    desk = blind.desk
    title = Label("盲读核查", "Blind audit")

    def told(session: Session, error: DecisionError, address: str) -> Response:
        session.message = Label(error.zh, error.en)
        return RedirectResponse(address, 303)

    @app.get("/blind")
    def start(session: Reader) -> Response:
        desk.refresh()
        with desk.lock:
            return help.page("review_audit.html", blind.start(help.frame(session, title)))

    @app.get("/blind/c/{key}")
    def one(key: str, session: Reader, find: str = "") -> Response:
        desk.refresh()
        with desk.lock:
            return help.page("review_blind.html", blind.page(help.frame(session, title), key, find[:80]))

    @app.post("/blind/c/{key}")
    def answer(key: str, session: Reader, given: Given) -> Response:
        try:
            blind.answer(session.alias, key, given)
        except DecisionError as error:
            return told(session, error, f"/blind/c/{quote(key)}")
        session.message = Label("已记下", "Kept")
        following = blind.after(session.alias, key)
        return RedirectResponse(f"/blind/c/{quote(following)}" if following else "/blind", 303)

    @app.get("/blind/s/{place}")
    def section(place: int, session: Reader) -> Response:
        desk.refresh()
        with desk.lock:
            return help.page("review_section.html", blind.section(help.frame(session, title), place))

    @app.post("/blind/s/{place}")
    def mark(place: int, session: Reader, given: Given) -> Response:
        address = f"/blind/s/{place}"
        try:
            if given.get("do") == "finish":
                blind.finish(session.alias, place)
                return RedirectResponse("/blind", 303)
            if given.get("do") == "undo":
                desk.undo(session.alias, given.get("entry", ""))
            else:
                blind.mark(session.alias, place, given)
        except DecisionError as error:
            return told(session, error, address)
        return RedirectResponse(address, 303)

    @app.middleware("http")
    async def only_blind(request: Request, call_next: Any) -> Any:
        path = request.url.path
        if path.startswith(OPEN) or request.query_params.get("token") is not None:
            return await call_next(request)
        return RedirectResponse("/blind", 303)
