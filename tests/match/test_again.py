"""What a later plan promises again is known by what it is on."""

from __future__ import annotations

from paper_reports import target

from tracker.match.again import PromisedAgain, PromiseReader
from tracker.match.names import NameReader
from tracker.rulebook.schema.matching import MatchingSettings


def test_copies_of_a_report_are_read_each_by_itself(settings: MatchingSettings) -> None:
    promises = PromiseReader(NameReader(settings.names), NameReader(settings.objects))
    one, other = target("口袋公园", 20, "个", id="c"), target("养老床位", 20, "张", id="c")
    assert promises.read(one)[0].core == "口袋公园"
    assert promises.read(other)[0].core == "养老床位"
    assert promises.read(one) == promises.read(one)
    later = [target("养老床位", 30, "张", year=2024)]
    assert PromisedAgain(later, promises).of([one, other]) == {1: later[0]}
