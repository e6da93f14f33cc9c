"""Where rules are tried before they are kept. Nothing here knows of HTTP.

One attempt at a time is worked on, in a thread of its own: the pages stay quick, and ask how far it is.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tracker.batch.compare import compare
from tracker.batch.inputs import Input
from tracker.errors import TrackerError
from tracker.models import Decision
from tracker.render.words import Label
from tracker.review.corpus import Corpus
from tracker.review.desk import Desk
from tracker.rulebook.book import Rulebook
from tracker.rulebook.check import Overlap, Watcher
from tracker.rulebook.draft import Draft, Trial, keep, own_examples, take_back, try_draft, warm
from tracker.rulebook.examples import Outcome as Proof
from tracker.rulebook.live import LiveRules
from tracker.rulebook.preview import Outcome, Preview, compare_outcomes, homes, outcome

__all__ = ["Attempt", "Bench", "outcome_of"]

_KEPT = 20
"""So many attempts are remembered."""

State = Literal["working", "tried", "building", "kept", "taken back", "failed"]


@dataclass
class Attempt:
    """One change of the rules, tried: by a form (``draft``, ``answers``) or by hand in the files (no draft).

    ``file`` is where it was kept and ``texts`` what stood there before and after; ``told`` what went wrong, or how the
    rebuild went; ``seconds`` how long the trial took.
    """

    id: str
    kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    draft: Draft | None = None
    state: State = "working"
    trial: Trial | None = None
    before: Outcome | None = None
    after: Outcome | None = None
    shown: Preview | None = None
    file: Path | None = None
    texts: tuple[str, str] = ("", "")
    told: Label | None = None
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether it can be kept: tried, and nothing stands against it."""
        return self.state == "tried" and self.draft is not None and self.trial is not None and self.trial.good

    @property
    def checked(self) -> int:
        """How many comparisons it changes that a person had looked at."""
        return sum(1 for link in self.shown.links if link.checked and link.what != "changed") if self.shown else 0


class Bench:
    """The corpus under review, the rules as the files stand, and what is being tried.

    ``live`` are the users' folders, the last of which is written to; ``inputs`` gives the files of the corpus;
    ``rebuild`` builds the scorecards and lines the desk up with them.
    """

    def __init__(
        self,
        desk: Desk,
        live: LiveRules,
        inputs: Callable[[], list[Input]],
        rebuild: Callable[[], Label] | None = None,
    ) -> None:
        self.desk = desk
        self.live = live
        self._inputs = inputs
        self._rebuild = rebuild
        self._attempts: dict[str, Attempt] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="rules")
        self._lock = threading.Lock()
        self._warm = False
        self._overlaps: tuple[Corpus, tuple[Overlap, ...] | None] | None = None

    @property
    def own(self) -> Path:
        """The folder that rules are written to."""
        return self.live.folders[-1]

    @property
    def beneath(self) -> tuple[Path, ...]:
        """The users' folders beneath it."""
        return self.live.folders[:-1]

    @property
    def rulebook(self) -> Rulebook:
        """The rules in force, as the files stand."""
        return self.live.current()[0]

    @property
    def behind(self) -> bool:
        """Whether the corpus was read with other rules than those in force now."""
        return self.rulebook.sha256 != self.desk.corpus.rulebook.sha256

    @property
    def can_build(self) -> bool:
        """Whether the scorecards can be built from here."""
        return self._rebuild is not None

    # --- trying ----------------------------------------------------------------------------------------------

    def attempt(self, key: str) -> Attempt | None:
        """The attempt of this id."""
        return self._attempts.get(key)

    def try_draft(self, kind: str, answers: Mapping[str, str], draft: Draft) -> Attempt:
        """Begin to try what a form asked for."""
        return self._begin(Attempt(secrets.token_urlsafe(9), kind, dict(answers), draft))

    def try_files(self) -> Attempt:
        """Begin to try what was changed in the files by hand."""
        return self._begin(Attempt(secrets.token_urlsafe(9)))

    def examples(self, draft: Draft) -> tuple[Proof, ...]:
        """How the examples come out that stand in what a draft speaks of."""
        return own_examples(draft, self.own, self.beneath)

    def keep(self, attempt: Attempt) -> None:
        """Write an attempt that can be kept into the user's folder, and build again with it.

        Raises OutputError where the file cannot be written.
        """
        with self._lock:
            if not attempt.good or attempt.draft is None:
                return
            before = _text(self.own / attempt.draft.place)
            attempt.file = keep(attempt.draft, self.own)
            attempt.texts = (before, _text(attempt.file))
            attempt.state = "building"
        self._worker.submit(self._build, attempt, "kept")

    def take_back(self, attempt: Attempt) -> None:
        """Take out again what was kept, and build without it.

        Raises OutputError where the file was changed since, or cannot be written.
        """
        with self._lock:
            if attempt.state != "kept" or attempt.file is None:
                return
            take_back(attempt.file, *attempt.texts)
            attempt.state = "building"
        self._worker.submit(self._build, attempt, "taken back")

    def warm(self) -> None:
        """Do beforehand, in the background, what every attempt needs; once, when someone comes to the rules."""
        if not self._warm:
            self._warm = True
            self._worker.submit(warm, self.own, self.beneath)

    def wait(self) -> None:
        """Wait until nothing is being worked on."""
        self._worker.submit(lambda: None).result()

    def _begin(self, attempt: Attempt) -> Attempt:
        with self._lock:
            while len(self._attempts) >= _KEPT:
                del self._attempts[next(iter(self._attempts))]
            self._attempts[attempt.id] = attempt
        self._worker.submit(self._try, attempt)
        return attempt

    def _try(self, attempt: Attempt) -> None:
        start = time.monotonic()
        try:
            if attempt.draft is not None:
                attempt.trial = try_draft(attempt.draft, self.own, self.beneath)
                new = attempt.trial.rulebook
            else:
                new = self.rulebook
            if new is not None:
                with self.desk.lock:
                    self.desk.refresh()
                    corpus, log = self.desk.corpus, self.desk.log
                    attempt.before = outcome_of(corpus, log)
                attempt.after = outcome(self._inputs(), new, log, beneath=attempt.before)
                attempt.shown = compare_outcomes(attempt.before, attempt.after)
            attempt.seconds = time.monotonic() - start
            attempt.state = "tried"
        except TrackerError as error:
            attempt.told, attempt.state = Label(error.say("zh"), error.say("en")), "failed"
        except BaseException:
            attempt.told, attempt.state = _UNEXPECTED, "failed"
            raise

    def _build(self, attempt: Attempt, done: State) -> None:
        try:
            attempt.told = self._rebuild() if self._rebuild is not None else None
        except TrackerError as error:
            attempt.told = Label(error.say("zh"), error.say("en"))
        attempt.state = done

    # --- rules in use ----------------------------------------------------------------------------------------

    def overlaps(self) -> tuple[Overlap, ...] | None:
        """Which rules fit one figure in this corpus; None while that is being found out."""
        corpus = self.desk.corpus
        with self._lock:
            if self._overlaps is None or self._overlaps[0] is not corpus:
                self._overlaps = (corpus, None)
                self._worker.submit(self._find_overlaps, corpus)
            return self._overlaps[1]

    def _find_overlaps(self, corpus: Corpus) -> None:
        watcher = Watcher(corpus.rulebook)
        for place in corpus.places.values():
            for extraction in place.loaded:
                watcher.read(extraction.report)
        with self._lock:
            self._overlaps = (corpus, watcher.overlaps())


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


_UNEXPECTED = Label("试的时候出了意外，没有写入任何东西", "something unexpected happened; nothing was written")


def outcome_of(corpus: Corpus, log: list[Decision]) -> Outcome:
    """A corpus under review as the outcome of its rules, for a preview to start from. Hold the desk's lock."""
    extractions = {e.report.id: e for place in corpus.places.values() for e in place.loaded}
    compared = {}
    for home, members in homes(extractions).items():
        if home[0]:
            compared[home] = corpus.places[home[0]].standing()
        else:  # a report whose place nobody knows is compared with none
            compared[home] = compare(members, corpus.rulebook, [d for d in log if not d.jurisdiction])
    return Outcome(corpus.rulebook, extractions, compared)
