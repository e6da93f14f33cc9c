"""The features that are looked up are pkuseg's own, number for number."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.language.word_features import WordFeatures
from tracker.language.words import MODEL, load_segmenter

SEGMENTER: Any = load_segmenter(MODEL)
LOADED = SEGMENTER.feature_extractor
QUICK = WordFeatures(LOADED)

known = st.sampled_from(sorted(LOADED.unigram))
others = st.text(alphabet="新建改城市公园，、（）“”0１2三万％GDPＧ-.*&/ａ", min_size=1, max_size=3)


@settings(deadline=None, max_examples=300)
@given(st.lists(known | others, min_size=1, max_size=8).map("".join))
@example("地区生产总值")
@example("市")
@example("占GDP比重3.5个百分点")
def test_features_are_those_of_pkuseg(text: str) -> None:
    characters = list(LOADED.normalize_text(text))
    assert list(QUICK.normalize_text(text)) == characters
    for at in range(len(characters)):
        assert QUICK.get_node_features_idx(at, characters) == LOADED.get_node_features_idx(at, characters)


def test_the_model_knows_pairs_of_words_alone() -> None:
    pairs = [name[5:] for name in LOADED.feature_to_idx if name.startswith(("ww.l.", "ww.r."))]
    assert pairs
    assert set(pairs) <= LOADED.bigram
    assert not any("noWord" in pair for pair in pairs)
