"""The tokens of a clause get the parts they play there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.language.clauses import ClauseReader
from tracker.language.names import names_of
from tracker.language.tokens import TEXT, Token
from tracker.rulebook import load


class _Everything(frozenset[str]):
    """A guard that lets everything through."""

    def __contains__(self, item: object) -> bool:
        return True


NAMES = names_of(load())
READER, CAREFUL = ClauseReader(NAMES), ClauseReader(NAMES)
CAREFUL._last_of_ends = _Everything()
CAREFUL._longest_alone = 1000
SETTINGS = NAMES.settings
words = st.sampled_from(
    (
        *(SETTINGS.manners + SETTINGS.manner_ends + SETTINGS.adjusts + SETTINGS.adjusted_ends + SETTINGS.alike_ends),
        *(*SETTINGS.short_verbs, *SETTINGS.each_ends, *SETTINGS.function_words, *SETTINGS.whole),
    )
)
said = st.builds("".join, st.lists(words | st.text(alphabet="粮食产量标准", max_size=3), min_size=1, max_size=4))
parts = st.sampled_from([TEXT, frozenset(["quantity"]), frozenset(["rise"]), frozenset(["act"])])


@given(st.lists(st.tuples(said.filter(bool), parts), min_size=1, max_size=4))
def test_free_text_is_read_as_when_all_its_ends_are_tried(clause: list[tuple[str, frozenset[str]]]) -> None:
    tokens = [Token(0, len(text), text, tags) for text, tags in clause]
    assert READER.plain(tokens) == CAREFUL.plain(tokens)
