"""Names are cut as pkuseg cuts them: by features that weigh the same to the last bit, into the same words."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy_pkuseg.inference import getLogYY

from tracker.language.cutting import Cutter
from tracker.language.words import MODEL, load_segmenter

SEGMENTER: Any = load_segmenter(MODEL)
LOADED = SEGMENTER.feature_extractor
CUTTER = Cutter(SEGMENTER)
DICTIONARY = sorted(SEGMENTER.postprocesser.other_words)

known = st.sampled_from(sorted(LOADED.unigram))
others = st.text(alphabet="新建改城市公园，、（）“”0１2三万％GDPＧ-.*&/ａ", min_size=1, max_size=3)
texts = st.lists(known | others, min_size=1, max_size=8).map("".join)


@settings(deadline=None, max_examples=300)
@given(texts)
@example("地区生产总值")
@example("市")
@example("占GDP比重3.5个百分点")
def test_features_weigh_what_those_of_pkuseg_weigh_to_the_last_bit(text: str) -> None:
    characters, model = list(LOADED.normalize_text(text)), SEGMENTER.model
    features = [LOADED.get_node_features_idx(at, characters) for at in range(len(characters))]
    weighed, _ = getLogYY(features, model.n_tag, model.n_feature * model.n_tag, model.w, 1.0)
    assert CUTTER.scores(text).tolist() == weighed.tolist()


@settings(deadline=None, max_examples=300)
@given(texts | st.lists(st.sampled_from(DICTIONARY) | known | others | st.just(" "), max_size=8).map("".join))
@example("")
@example(" 新建　公园 ")
@example("中华人民共和国国民经济和社会发展统计公报")
def test_words_are_those_of_pkuseg(text: str) -> None:
    assert CUTTER.cut(text) == SEGMENTER.cut(text)


def test_the_model_knows_pairs_of_words_alone() -> None:
    pairs = [name[5:] for name in LOADED.feature_to_idx if name.startswith(("ww.l.", "ww.r."))]
    assert pairs
    assert set(pairs) <= LOADED.bigram
    assert not any("noWord" in pair for pair in pairs)


def test_no_word_of_the_model_holds_a_sign_that_stands_for_digits_or_letters() -> None:
    assert not any("*" in word or "/" in word for word in LOADED.unigram)
