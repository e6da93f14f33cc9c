"""The routes of the rule pages: they look up, ask the bench, and answer with a page.

Annotations are evaluated in this module: FastAPI reads those of the routes, and they name what is local to the app.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from tracker.errors import OutputError, RuleError
from tracker.render.words import Label
from tracker.review.filters import Filter
from tracker.review.pages import Base
from tracker.review.rules.answers import lines
from tracker.review.rules.bench import Attempt, Bench
from tracker.review.rules.forms import FORMS
from tracker.review.rules.pages import (
    form_page,
    home_page,
    measures,
    numbers_page,
    offer_page,
    try_page,
    use_page,
    words_page,
)
from tracker.review.sessions import Session

__all__ = ["Around", "add_rule_pages"]

_SOURCES = ("c", "r", "n", "name")
"""What a form may be filled in from; it is carried along, so that one can go back."""


class Page(Protocol):
    """Renders a template of its context model."""

    def __call__(self, name: str, context: object, status: int = 200) -> Response: ...


@dataclass(frozen=True)
class Around:
    """What the app gives its pages: who asks, what was sent, the frame, the templates."""

    session: Callable[..., Session]
    form: Callable[..., Any]
    frame: Callable[[Session, Filter, Label], Base]
    page: Page


def add_rule_pages(app: FastAPI, bench: Bench, around: Around) -> None:
    """Add the pages under ``/rules``."""
    Reader = Annotated[Session, Depends(around.session)]
    Given = Annotated[dict[str, str], Depends(around.form)]
    page = around.page

    def frame(session: Session, title: Label) -> Base:
        bench.warm()
        return around.frame(session, Filter(), title)

    def to_try(attempt: Attempt) -> RedirectResponse:
        return RedirectResponse(f"/rules/try/{quote(attempt.id)}", 303)

    def attempt_of(key: str) -> Attempt:
        found = bench.attempt(key)
        if found is None:
            raise HTTPException(404)
        return found

    def known_form(kind: str) -> None:
        if kind not in FORMS:
            raise HTTPException(404)

    def begin(kind: str, answers: Mapping[str, str]) -> Attempt:
        return bench.try_draft(kind, answers, FORMS[kind].asked(bench.rulebook, answers))

    @app.get("/rules")
    def home(session: Reader) -> Response:
        with bench.desk.lock:
            return page("rules_home.html", home_page(bench, frame(session, _HOME)))

    @app.get("/rules/of/{key}")
    def of(key: str, session: Reader, r: str = "") -> Response:
        with bench.desk.lock:
            return page("rules_of.html", offer_page(bench, frame(session, _OF), key, r))

    @app.get("/rules/new/{kind}")
    def form(kind: str, request: Request, session: Reader) -> Response:
        known_form(kind)
        asked = {name: value[:400] for name, value in request.query_params.items()}
        earlier = bench.attempt(asked.get("from", ""))
        answers = earlier.answers if earlier is not None and earlier.kind == kind else None
        if answers is not None:
            asked = {name: answers[name] for name in _SOURCES if name in answers}
        with bench.desk.lock:
            return page("rules_form.html", form_page(bench, frame(session, FORMS[kind].title), kind, asked, answers))

    @app.post("/rules/new/{kind}")
    def ask(kind: str, request: Request, session: Reader, given: Given) -> Response:
        known_form(kind)
        answers = {q.name: given.get(q.name, "")[:4000] for q in FORMS[kind].questions}
        sources = {name: request.query_params[name][:400] for name in _SOURCES if name in request.query_params}
        try:
            return to_try(begin(kind, {**sources, **answers}))
        except RuleError as error:
            with bench.desk.lock:
                base = frame(session, FORMS[kind].title)
                return page("rules_form.html", form_page(bench, base, kind, sources, answers, error), 422)

    @app.post("/rules/changed")
    def changed(session: Reader, given: Given) -> Response:
        return to_try(bench.try_files())

    @app.get("/rules/try/{key}")
    def attempt(key: str, session: Reader) -> Response:
        with bench.desk.lock:
            found = attempt_of(key)
            return page("rules_try.html", try_page(bench, frame(session, _TRY), found, bench.desk.corpus.facts))

    @app.get("/rules/try/{key}/file")
    def file(key: str, session: Reader) -> Response:
        draft = attempt_of(key).draft
        if draft is None:
            raise HTTPException(404)
        name = draft.place.replace("/", "-")
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(draft.file, media_type="application/yaml", headers=headers)

    @app.post("/rules/try/{key}/keep")
    def keep(key: str, session: Reader, given: Given) -> Response:
        found = attempt_of(key)
        if found.checked and "sure" not in given:
            session.message = Label(
                "有人工看过的结果会变；确认要写入，请先勾选",
                "what people had checked changes; tick the box to keep the rule",
            )
            return to_try(found)
        try:
            bench.keep(found)
        except OutputError as error:
            session.message = Label(error.say("zh"), error.say("en"))
        return to_try(found)

    @app.post("/rules/try/{key}/back")
    def back(key: str, session: Reader, given: Given) -> Response:
        found = attempt_of(key)
        try:
            bench.take_back(found)
        except OutputError as error:
            session.message = Label(error.say("zh"), error.say("en"))
        return to_try(found)

    @app.post("/rules/try/{key}/without")
    def without(key: str, session: Reader, given: Given) -> Response:
        found = attempt_of(key)
        failing = {outcome.case.text for outcome in found.trial.failing} if found.trial is not None else set()
        kept = [line for line in lines(found.answers.get("sentences", "")) if line not in failing]
        try:
            return to_try(begin(found.kind, {**found.answers, "sentences": "\n".join(kept)}))
        except (RuleError, KeyError):
            raise HTTPException(404) from None

    @app.get("/rules/words")
    def words(session: Reader, once: str = "") -> Response:
        with bench.desk.lock:
            return page("rules_words.html", words_page(bench, frame(session, _WORDS), once=bool(once)))

    @app.get("/rules/numbers")
    def numbers(request: Request, session: Reader, reason: str = "", find: str = "") -> Response:
        number = request.query_params.get("page", "1")
        at = int(number) if number.isdecimal() and len(number) < 7 else 1
        with bench.desk.lock:
            base = frame(session, _NUMBERS)
            return page("rules_numbers.html", numbers_page(bench, base, reason[:80], find[:80].strip(), at))

    @app.get("/rules/use")
    def use(session: Reader) -> Response:
        with bench.desk.lock:
            return page("rules_use.html", use_page(bench, frame(session, _USE)))

    @app.get("/rules/use.csv")
    def table(session: Reader) -> Response:
        with bench.desk.lock:
            found = measures(bench)
        text = io.StringIO()
        sheet = csv.writer(text, lineterminator="\n")
        sheet.writerow(_COLUMNS)
        for rule in found:
            others = " ".join(f"{other}:{count}" for other, count in rule.overlaps)
            doubtful = int(rule.doubtful)
            counts = (rule.fired, rule.reports, rule.confirmed, rule.overturned, doubtful)
            sheet.writerow([rule.rule, rule.family, rule.intent, *counts, others])
        headers = {"content-disposition": 'attachment; filename="rules.csv"'}
        return Response(text.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=headers)


_HOME = Label("规则", "Rules")
_OF = Label("由此立一条规则", "Make this a rule")
_TRY = Label("先看会改变什么", "See what it changes")
_WORDS = Label("词库里缺的名称", "Names the lexicon lacks")
_NUMBERS = Label("没有采用的数字", "Numbers not taken")
_USE = Label("规则用得怎样", "Rules in use")
_COLUMNS = (
    "rule", "family", "intent", "fired", "reports_percent", "confirmed", "overturned", "doubtful", "overlaps",
)  # fmt: skip
