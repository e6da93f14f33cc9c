"""The web app: routes that look up, call the desk, and answer with a page. Nothing is decided here.

Annotations are evaluated in this module: FastAPI reads those of the routes, and they name what is local to the app.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from tracker.audit import Sample
from tracker.errors import DecisionError, TrackerError
from tracker.render.environment import templates
from tracker.render.words import Label
from tracker.review.blind import Blind
from tracker.review.blind_routes import Help, add_blind_routes
from tracker.review.desk import Desk, alias_of
from tracker.review.filters import Filter
from tracker.review.guard import SITE_POLICY, Guard
from tracker.review.one import commitment_page, source_page
from tracker.review.pages import Base, ReviewPage, base, log_page, queue_page, tail
from tracker.review.rules.bench import Bench
from tracker.review.rules.routes import Around, add_rule_pages
from tracker.review.sessions import COOKIE, Doors, Session
from tracker.review.words import ACTIONS, RULES_FROM

__all__ = ["create_app"]

_ASSETS = {
    "style.css": "text/css",
    "review.css": "text/css",
    "rules.css": "text/css",
    "script.js": "text/javascript",
    "review.js": "text/javascript",
    "rules.js": "text/javascript",
}
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FIELDS = 64
_STAYS = frozenset({"note", "correct", "made"})


def create_app(
    desk: Desk,
    doors: Doors,
    hosts: frozenset[str],
    *,
    site: Callable[[], Mapping[str, Path]] = dict,
    rebuild: Callable[[], Label] | None = None,
    sample: Sample | None = None,
    bench: Bench | None = None,
) -> FastAPI:
    """The app over ``desk``. ``hosts`` are the Host headers it answers to.

    ``site`` gives the pages of the last build by their address; ``rebuild`` builds again and says how it went; with a
    ``bench`` there are the pages on which rules are made. With a ``sample`` the app is for reading it blind, and shows
    nothing else.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    engine = templates()
    assets = {name: engine.asset(name) for name in _ASSETS}

    # --- who is there ---------------------------------------------------------------------------------------

    def session_of(request: Request) -> Session:
        found = doors.session(request.cookies.get(COOKIE))
        if found is None:
            raise HTTPException(401)
        return found

    Reader = Annotated[Session, Depends(session_of)]

    async def form_of(request: Request, session: Reader) -> dict[str, str]:
        async with request.form(max_files=0, max_fields=_FIELDS) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        import hmac

        if not hmac.compare_digest(given.pop("csrf", "").encode(), session.csrf.encode()):
            raise HTTPException(403)
        return given

    Given = Annotated[dict[str, str], Depends(form_of)]

    def filter_of(request: Request) -> Filter:
        session = doors.session(request.cookies.get(COOKIE))
        return Filter.of(request.query_params, session.alias if session else "")

    Wanted = Annotated[Filter, Depends(filter_of)]

    def frame(session: Session, wanted: Filter, title: Label) -> Base:
        message, session.message = session.message, None
        can_pair = doors.pairing and session.by_token
        can = {"can_build": rebuild is not None, "can_pair": can_pair, "can_rule": bench is not None}
        shown = base(desk, session, title, wanted, message, **can)
        offer, session.offer = session.offer, ""
        return replace(shown, offer=offer)

    def page(name: str, context: object, status: int = 200) -> HTMLResponse:
        return HTMLResponse(engine.page(name, context).encode("utf-8", "replace"), status)

    def enter(key: str | None) -> Response:
        if key is None:
            return RedirectResponse("/pair?wrong=1", 303)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/")
        return answer

    @app.get("/pair")
    def pair_form(wrong: str = "") -> HTMLResponse:
        stranger = Session("", csrf="")
        told = Label("代码不对或已用过，请在运行程序的窗口查看", "Wrong or used; look at the window of the program")
        context = base(desk, stranger, Label("配对", "Pair"), Filter(), told if wrong else None)
        return page("review_pair.html", ReviewPage(context), 200)

    @app.post("/pair")
    def pair(code: Annotated[str, Form(max_length=40)] = "") -> Response:
        return enter(doors.by_code(code))

    # --- reading --------------------------------------------------------------------------------------------

    @app.get("/")
    def queue(request: Request, wanted: Wanted) -> Response:
        token = request.query_params.get("token")
        if token is not None:
            return enter(doors.by_token(token))
        session = session_of(request)
        desk.refresh()
        with desk.lock:
            number = request.query_params.get("page", "1")
            at = int(number) if number.isdecimal() and len(number) < 7 else 1
            return page("review.html", queue_page(desk, frame(session, wanted, Label("复核", "Review")), wanted, at))

    @app.get("/c/{key}")
    def one(key: str, session: Reader, wanted: Wanted, find: str = "") -> Response:
        desk.refresh()
        with desk.lock:
            _, commitment = desk.commitment(key)
            title = Label(commitment.indicator or commitment.object or "", "")
            shown = frame(session, wanted, Label(title.zh, title.zh))
            return page("review_one.html", commitment_page(desk, shown, key, wanted, find[:80], session.skipped))

    @app.get("/c/{key}/source/{report}")
    def source(key: str, report: str, session: Reader, wanted: Wanted) -> Response:
        with desk.lock:
            place, _ = desk.commitment(key)
            found = place.place.reports.get(report)
            if found is None:
                raise HTTPException(404)
            title = Label("选取原文", "Select in the source")
            return page("review_source.html", source_page(desk, frame(session, wanted, title), key, found))

    @app.get("/log")
    def log(session: Reader, wanted: Wanted) -> Response:
        desk.refresh()
        with desk.lock:
            return page("review_log.html", log_page(desk, frame(session, wanted, Label("决定", "Decisions"))))

    @app.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in assets:
            raise HTTPException(404)
        return Response(assets[name], media_type=_ASSETS[name])

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    @app.get("/site/{name:path}")
    def built(name: str, session: Reader) -> Response:
        found = site().get(name or "index.html")
        if found is None:
            raise HTTPException(404)
        media = _TYPES.get(found.suffix, "application/octet-stream")
        return Response(found.read_bytes(), media_type=media, headers={"content-security-policy": SITE_POLICY})

    # --- deciding -------------------------------------------------------------------------------------------

    def onward(session: Session, wanted: Filter, key: str, ahead: str | None = None) -> RedirectResponse:
        """On to the next; ``ahead`` was next before a decision that may have moved this one, or taken it out."""
        stays = ahead is not None and desk.queue.position(wanted, ahead)
        following = ahead if stays else desk.queue.after(wanted, key, session.skipped)
        return RedirectResponse(f"/c/{quote(following)}{tail(wanted)}" if following else "/" + tail(wanted), 303)

    @app.post("/c/{key}")
    def decide(key: str, session: Reader, wanted: Wanted, given: Given) -> Response:
        action = given.pop("do", "")
        if action == "skip":
            session.skipped[key] = None
            return onward(session, wanted, key)
        if action not in (*ACTIONS, "made") or action in ("undo", "reply"):
            raise HTTPException(400)
        ahead = desk.queue.after(wanted, key, session.skipped)
        try:
            written = desk.decide(session.alias, key, action, given)
        except DecisionError as error:
            session.message = Label(error.zh, error.en)
            return RedirectResponse(f"/c/{quote(key)}{tail(wanted)}", 303)
        session.skipped.pop(key, None)
        label = ACTIONS["pick" if action == "made" else action]
        session.message = (
            Label(f"已记下：{label.zh}", f"Kept: {label.en}")
            if written
            else Label("同样的决定已有，没有重复记", "Said already; not written twice")
        )
        if written and written.commitment == key and bench is not None and action in RULES_FROM:
            session.offer = f"/rules/of/{quote(key)}" + (f"?r={quote(written.result)}" if written.result else "")
        if written and written.commitment != key:
            session.message = Label("已记下，下次生成时采用", "Kept; it takes effect with the next build")
        if action in _STAYS and desk.corpus.home(key):
            return RedirectResponse(f"/c/{quote(key)}{tail(wanted)}", 303)
        return onward(session, wanted, key, ahead)

    @app.post("/undo")
    def undo(session: Reader, wanted: Wanted, given: Given) -> Response:
        last = desk.last_of(session.alias)
        entry = given.get("entry") or (last.id if last else "")
        try:
            taken = desk.undo(session.alias, entry)
        except DecisionError as error:
            session.message = Label(error.zh, error.en)
            return RedirectResponse("/log" + tail(wanted), 303)
        session.message = Label("已撤销", "Taken back")
        if desk.corpus.home(taken.commitment):
            return RedirectResponse(f"/c/{quote(taken.commitment)}{tail(wanted)}", 303)
        return RedirectResponse("/log" + tail(wanted), 303)

    @app.post("/erase")
    def erase(session: Reader, wanted: Wanted, given: Given) -> Response:
        try:
            desk.erase_note(session.alias, given.get("entry", ""))
            session.message = Label("私下备注已删除", "The private note is erased")
        except DecisionError as error:
            session.message = Label(error.zh, error.en)
        return RedirectResponse("/log" + tail(wanted), 303)

    @app.post("/me")
    def me(request: Request, session: Reader, wanted: Wanted, given: Given) -> Response:
        if "alias" in given:
            try:
                session.alias = alias_of(given["alias"])
            except DecisionError as error:
                session.message = Label(error.zh, error.en)
        if given.get("lang") in ("zh", "en"):
            session.lang = "en" if given["lang"] == "en" else "zh"
        if "scores" in given:
            session.hide_scores = given["scores"] == "hide"
        return RedirectResponse(_page_of(request) or "/" + tail(wanted), 303)

    @app.post("/code")
    def code(session: Reader, wanted: Wanted, given: Given) -> Response:
        if not (doors.pairing and session.by_token):
            raise HTTPException(404)
        one = doors.new_code()
        session.message = Label(
            f"新设备请打开本页网址的前半段（到端口为止），输入一次性代码 {one}",
            f"On the other device open this address up to the port, and enter the one-time code {one}",
        )
        return RedirectResponse("/" + tail(wanted), 303)

    @app.post("/build")
    def build(session: Reader, wanted: Wanted, given: Given) -> Response:
        if rebuild is None:
            raise HTTPException(404)
        try:
            session.message = rebuild()
        except TrackerError as error:
            session.message = Label(error.zh, error.en)
        return RedirectResponse("/" + tail(wanted), 303)

    if bench is not None:
        add_rule_pages(app, bench, Around(session_of, form_of, frame, page))

    # --- what goes wrong ------------------------------------------------------------------------------------

    @app.exception_handler(DecisionError)
    def not_there(request: Request, error: DecisionError) -> Response:
        session = doors.session(request.cookies.get(COOKIE)) or Session("", csrf="")
        shown = base(desk, session, Label("没有找到", "Not found"), Filter(), Label(error.zh, error.en))
        return page("review_told.html", ReviewPage(shown), 404)

    @app.exception_handler(StarletteHTTPException)
    def refused(request: Request, error: StarletteHTTPException) -> Response:
        if error.status_code == 401:
            return RedirectResponse("/pair", 303)
        told = _TOLD.get(error.status_code, Label("这个请求无法处理", "This request cannot be handled"))
        shown = base(desk, Session("", csrf=""), told, Filter(), told)
        return page("review_told.html", ReviewPage(shown), error.status_code)

    if sample is not None:
        add_blind_routes(
            app,
            Blind(desk, sample),
            Help(session_of, form_of, lambda session, title: frame(session, Filter(), title), page),
        )
    app.add_middleware(Guard, hosts=hosts)
    return app


def _page_of(request: Request) -> str:
    """The page a form was sent from, as the browser tells it; nothing where it tells none, or one of elsewhere."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or not came.path.startswith("/") or came.path.startswith("//"):
        return ""
    return came.path + (f"?{came.query}" if came.query else "")


_TOLD = {
    403: Label("表单已过期，请刷新页面再试", "The form has expired; reload the page and try again"),
    404: Label("没有这个页面", "There is no such page"),
}
