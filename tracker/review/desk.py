"""Where reviewers decide: the corpus, the log and the queue kept in step, one action at a time.

Nothing here knows of HTTP. What a reviewer sends is looked up among what is in memory; a wrong id is a DecisionError.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import islice
from threading import RLock

from tracker.decisions import CORRECTABLE, JUDGING, REPORT_KEY, checked_fields, in_force, stale, standing
from tracker.errors import DecisionError
from tracker.models import Commitment, Decision, Link, Verdict
from tracker.moved import seen_of
from tracker.render.accuracy import stored_accuracy
from tracker.review.bands import Band, bands
from tracker.review.corpus import Corpus, ReviewedPlace
from tracker.review.items import Item, item_of
from tracker.review.made import made_fields
from tracker.review.queue import Queue
from tracker.rulebook.schema.review import ReviewSettings
from tracker.store import Store, decision_id

__all__ = ["Desk", "alias_of"]

_TEXT = 4000  # characters of a reason or a note
_ALIAS = 40


def alias_of(text: str) -> str:
    """The name a reviewer goes by, fit for the log. Raises DecisionError where there is none."""
    alias = " ".join(text.split())[:_ALIAS]
    if not alias:
        raise DecisionError("请给自己起一个代号", "choose an alias")
    return alias


class Desk:
    """The corpus under review with its decisions. ``clock`` gives the moment of a decision (ISO 8601)."""

    def __init__(self, corpus: Corpus, store: Store, clock: Callable[[], str]) -> None:
        self.corpus = corpus
        self.settings = corpus.rulebook.settings(ReviewSettings)
        self.lock = RLock()
        self._store = store
        self._clock = clock
        self._log: dict[str, Decision] = {}
        self._place_in_log = 0
        self._by_commitment: dict[str, list[Decision]] = defaultdict(list)
        self._stale: list[Decision] | None = None
        self._bands: Mapping[str, Band] | None = None
        self._line_up()

    def _line_up(self) -> None:
        """The log and the queue over the corpus, and what was written while the corpus was read."""
        self._log.clear()
        self._by_commitment.clear()
        self._place_in_log = 0
        self._stale = self._bands = None
        self._read_log()
        self.queue = Queue(item for place in self.corpus.places.values() for item in self._items(place))
        if self.corpus.known is not None:
            for decision in self.log:
                if decision.id not in self.corpus.known:
                    self._follow(decision)

    def take(self, corpus: Corpus) -> None:
        """Go on with a corpus read again: reports were added, or read as someone corrected them."""
        with self.lock:
            self.corpus = corpus
            self._line_up()

    # --- reading ---------------------------------------------------------------------------------------------

    @property
    def log(self) -> list[Decision]:
        """Every entry, oldest first."""
        return list(self._log.values())

    def recent(self, who: str, number: int) -> list[Decision]:
        """The last entries of a reviewer, oldest first."""
        return list(islice((d for d in reversed(self._log.values()) if d.who == who), number))[::-1]

    def stale(self) -> list[Decision]:
        """The entries in force whose sentence is no longer in the corpus; worked out once between changes."""
        if self._stale is None:
            valid = in_force(self._log.values())
            self._stale = stale(valid, [e for place in self.corpus.places.values() for e in place.as_read(valid)])
        return self._stale

    def bands(self) -> Mapping[str, Band]:
        """How often a match of each band was right; worked out once between changes."""
        if self._bands is None:
            self._bands = bands(self._log.values(), stored_accuracy())
        return self._bands

    def log_of(self, commitment: str) -> list[Decision]:
        """The entries on one commitment, oldest first."""
        return list(self._by_commitment.get(commitment, ()))

    def refresh(self) -> None:
        """Take in what others wrote meanwhile."""
        with self.lock:
            for decision in self._read_log():
                self._follow(decision)

    def commitment(self, key: str) -> tuple[ReviewedPlace, Commitment]:
        """A commitment under review, with its place. Raises DecisionError for an unknown id."""
        place = self.corpus.home(key)
        if place is None or key not in place.pairings:
            raise DecisionError("没有这一条，或原文已变", "there is no such commitment, or its sentence changed")
        return place, place.place.commitments[key]

    def candidates(self, place: ReviewedPlace, commitment: str) -> str:
        """A hash of what could answer a commitment: the results that rules found, of every later report."""
        found = [
            result.id
            for pairing in place.pairings[commitment]
            for result in ([pairing.result] if pairing.result else []) + [other for other, _ in pairing.others]
            if result.rule != "reviewer"
        ]
        return _hash("|".join(found))

    def _read_log(self) -> list[Decision]:
        new, self._place_in_log = self._store.since(self._place_in_log)
        fresh = [decision for decision in new if decision.id not in self._log]
        if fresh:
            self._stale = self._bands = None
        fresh = self.corpus.moved(fresh)
        for at, decision in enumerate(fresh):
            taken = self._log.get(decision.fields.get("decision", "")) if decision.action == "undo" else None
            if taken is not None:
                about = {"commitment": taken.commitment, "jurisdiction": taken.jurisdiction}
                decision = fresh[at] = decision.model_copy(update=about)
            self._log[decision.id] = decision
            self._by_commitment[decision.commitment].append(decision)
        return fresh

    # --- deciding --------------------------------------------------------------------------------------------

    def decide(self, who: str, key: str, action: str, given: Mapping[str, str], *, blind: str = "") -> Decision | None:
        """Write one decision and follow it; None where the same reviewer had just said the same.

        ``given`` may hold result, verdict, later_report, detail, reason (published), note (private); for a correction
        ``of`` and the fields; for a result by hand report, start, end, words. ``blind`` names the sample of an audit
        whose reader did not see what the program said; ``wrong`` may then name fields that were read wrongly. Raises
        DecisionError for anything that is not in the corpus or does not fit.
        """
        with self.lock:
            self.refresh()
            place, commitment = self.commitment(key)
            link = place.place.final[key]
            fields: dict[str, str] = {}
            result, verdict = None, None
            line = self._line(place, key, given.get("later_report", "")) or link
            if line.later_report is not None:
                fields["later_report"] = line.later_report
            if action == "accept":
                result, verdict = line.result, line.verdict
                if line.verdict_detail:
                    fields["detail"] = line.verdict_detail
            elif action == "pick":
                result = self._known_result(place, given.get("result", ""))
            elif action == "made":
                action = "pick"
                settings = self.corpus.rulebook
                made = made_fields(place.place, commitment, settings, given)
                result = made.pop("id")
                fields |= made
            elif action in ("cannot_compare", "verdict") and given.get("detail"):
                fields["detail"] = given["detail"][:40]
            elif action == "correct":
                fields, result = self._correction(place, commitment, given)
            if blind and given.get("wrong"):
                fields["wrong"] = given["wrong"][:200]
            if action == "verdict" or (action == "pick" and given.get("verdict")):
                verdict = self._verdict(given.get("verdict", ""))
            if action == "note" and not (given.get("reason", "").strip() or given.get("note", "").strip()):
                raise DecisionError("请写下备注", "write a note")
            decision = Decision.model_validate(
                {
                    "id": "",
                    "commitment": REPORT_KEY + fields["report"] if fields.get("of") == "report" else key,
                    "jurisdiction": place.place.name,
                    "who": alias_of(who),
                    "at": self._clock(),
                    "action": action,
                    "result": result,
                    "verdict": verdict,
                    "fields": fields,
                    "reason": _text(given.get("reason", "")),
                    "note": _text(given.get("note", "")),
                    "seen": self._seen(place, commitment, result) | ({"blind": blind} if blind else {}),
                }
            )
            return self._write(decision)

    def mark(self, who: str, key: str, fields: Mapping[str, str], *, blind: str) -> Decision | None:
        """Write what a reader found in a whole section of the sample ``blind``, filed under ``key``."""
        with self.lock:
            self.refresh()
            seen = {"blind": blind}
            about: dict[str, object] = {"id": "", "commitment": key, "who": alias_of(who), "at": self._clock()}
            return self._write(Decision.model_validate({**about, "action": "note", "fields": fields, "seen": seen}))

    def undo(self, who: str, entry: str) -> Decision:
        """Take back one's own entry, by another entry. Raises DecisionError for any other."""
        with self.lock:
            self.refresh()
            taken = self._log.get(entry)
            if not entry:
                raise DecisionError("还没有可以撤销的决定", "there is nothing to take back yet")
            if taken is None or taken.who != alias_of(who):
                raise DecisionError("只能撤销自己的决定", "only your own decisions can be taken back")
            undo = Decision(
                id="",
                commitment=taken.commitment,
                jurisdiction=taken.jurisdiction,
                who=taken.who,
                at=self._clock(),
                action="undo",
                fields={"decision": entry},
            )
            return self._write(undo) or undo

    def last_of(self, who: str) -> Decision | None:
        """The latest entry of a reviewer that can be taken back."""
        own = [d for d in in_force(self._log.values()) if d.who == who]
        return own[-1] if own else None

    def erase_note(self, who: str, entry: str) -> None:
        """Blank the private note of one's own entry, for good."""
        with self.lock:
            found = self._log.get(entry)
            if found is None or found.who != alias_of(who):
                raise DecisionError("只能删除自己的备注", "only your own notes can be erased")
            self._store.erase_note(entry)
            bare = found.model_copy(update={"note": ""})
            self._log[entry] = bare
            own = self._by_commitment[found.commitment]
            own[next(at for at, d in enumerate(own) if d.id == entry)] = bare

    def _write(self, decision: Decision) -> Decision | None:
        if decision.action != "undo":
            mine = [d for d in in_force(self.log_of(decision.commitment)) if d.who == decision.who]
            same = {"at": "", "id": "", "seen": {}}
            blind = decision.seen.get("blind")
            mine = [d for d in mine if d.seen.get("blind") == blind]
            if mine and mine[-1].model_copy(update=same) == decision.model_copy(update=same):
                return None
        decision = decision.model_copy(update={"id": decision_id(decision)})
        self._store.append(decision)
        self.refresh()
        return decision

    def _follow(self, decision: Decision) -> None:
        """Let the corpus and the queue follow an entry that is new in the log."""
        name = decision.jurisdiction
        place = self.corpus.home(decision.commitment) or self.corpus.places.get(name)
        if place is None or decision.commitment.startswith(REPORT_KEY):
            return  # elsewhere, or taken up by the next build
        if _structural(decision, self._log):
            own = [d for d in self._log.values() if d.jurisdiction in ("", place.place.name)]
            before = set(place.place.commitments)
            place.again(own)
            self.corpus.settle(place.place.name)
            for key in before - set(place.place.commitments):
                self.queue.drop(key)
            for item in self._items(place):
                self.queue.put(item)
        elif decision.commitment in place.pairings:
            place.judge_again(decision.commitment, self.log_of(decision.commitment))
            self.queue.put(self._item(place, place.place.commitments[decision.commitment]))

    # --- the parts of a decision -----------------------------------------------------------------------------

    def _line(self, place: ReviewedPlace, key: str, report: str) -> Link | None:
        return next((line for line in place.place.links[key] if report and line.later_report == report), None)

    def _known_result(self, place: ReviewedPlace, result: str) -> str:
        if result not in place.place.results:
            raise DecisionError("没有这条完成情况", "there is no such result")
        return result

    def _verdict(self, text: str) -> Verdict:
        try:
            return Verdict(text)
        except ValueError as error:
            raise DecisionError("请选择比对结果", "choose a verdict") from error

    def _correction(
        self, place: ReviewedPlace, commitment: Commitment, given: Mapping[str, str]
    ) -> tuple[dict[str, str], str | None]:
        of = given.get("of", "commitment")
        if of not in CORRECTABLE:
            raise DecisionError("不知道更正什么", "it is not known what to correct")
        result = self._known_result(place, given.get("result", "")) if of == "result" else None
        target: object = commitment
        fields = {"of": of}
        if of == "report":
            report = place.place.reports.get(given.get("report", "")) or place.place.reports[commitment.report]
            fields["report"], target = report.id, report.catalogue
        elif result is not None:
            target = place.place.results[result]
        asked = {name: given[name][:400] for name in CORRECTABLE[of] if name in given}
        wanted = checked_fields(of, asked)
        changed = {name: asked[name] for name, value in wanted.items() if getattr(target, name) != value}
        if not changed:
            raise DecisionError("没有改动", "nothing was changed")
        if of == "report" and not all(changed.values()):
            raise DecisionError("报告的这些项不能为空", "these fields of a report cannot be empty")
        return fields | changed, result

    def _seen(self, place: ReviewedPlace, commitment: Commitment, result: str | None) -> dict[str, str]:
        """What the reviewer had before their eyes: hashes, and enough in words to find it again or to show it as stale.

        ``result`` is the one decided on.
        """
        link = place.place.final[commitment.id]
        extractions = {e.report.id: e for e in place.compared.extractions}
        seen = {
            "quote": _hash(commitment.quote),
            "rules": self.corpus.facts.sha256[:16],
            "candidates": self.candidates(place, commitment.id),
            **seen_of(commitment, extractions[commitment.report]),
        }
        answer = place.place.results.get(result or "")
        if answer is not None and answer.rule != "reviewer":
            seen |= seen_of(answer, extractions[answer.report], "answer_")
        if link.decided_by == "rule":
            seen["machine"] = link.verdict.value
            seen["machine_result"] = link.result or ""
            if link.result:
                seen["band"] = self.settings.band(link.score)
        return seen

    def _items(self, place: ReviewedPlace) -> list[Item]:
        return [self._item(place, commitment) for commitment in place.commitments]

    def _item(self, place: ReviewedPlace, commitment: Commitment) -> Item:
        valid = in_force(self._by_commitment.get(commitment.id, ()))
        others = [float(c.score) for p in place.pairings[commitment.id] for _, c in p.others]
        return item_of(
            commitment,
            place.place,
            self.settings,
            others,
            standing(valid).get(commitment.id, {}),
            reopened=_reopened(valid),
        )


def _reopened(valid: list[Decision]) -> bool:
    """Whether a government's reply came after the last judgement."""
    for decision in reversed(valid):
        if decision.action == "reply":
            return True
        if decision.action in JUDGING:
            return False
    return False


def _structural(decision: Decision, log: Mapping[str, Decision]) -> bool:
    """Whether an entry changes what was extracted, not only how it is judged."""
    if decision.action == "undo":
        taken = log.get(decision.fields.get("decision", ""))
        return taken is None or taken.action == "undo" or _structural(taken, log)
    return decision.action in ("not_a_commitment", "correct") or "sentence" in decision.fields


def _text(text: str) -> str:
    """What a person wrote, fit for any database: bounded, and without the one character that some refuse."""
    return text.replace("\0", "").strip()[:_TEXT]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
