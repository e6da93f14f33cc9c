"""Words come from the shipped model, and are the ones jieba would give nine times in ten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import TrackerError
from tracker.language.train_words import agreement, main, train
from tracker.language.words import ENVIRONMENT, MODEL, WordTokenizer, load_segmenter, model_folder, words
from tracker.resources import resource
from tracker.sentences import make_sentences


def test_names_are_cut_into_words() -> None:
    assert words("城镇新增就业人数") == ("城镇", "新增", "就业", "人数")
    assert words("") == ()


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="新建改城市公园社区卫生服务中心0123456789.%、，“”GDP", max_size=20))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(words(text)) == text


def test_the_model_is_a_few_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 5_000_000


def test_spacy_cuts_with_the_same_model() -> None:
    import spacy

    nlp = spacy.blank("zh")
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    assert tuple(token.text for token in nlp("城镇新增就业人数")) == words("城镇新增就业人数")


def test_another_model_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(MODEL))
    assert model_folder() == MODEL
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    with pytest.raises(TrackerError, match=ENVIRONMENT):
        model_folder()


def test_agreement_counts_borders() -> None:
    assert agreement([(["甲乙", "丙"], ["甲乙", "丙"])]) == 1
    assert agreement([(["甲", "乙", "丙"], ["甲乙", "丙"])]) == pytest.approx(2 / 3)
    assert agreement([]) == 1


def test_a_model_can_be_trained(tmp_path: Path) -> None:
    pytest.importorskip("jieba")
    train(tmp_path, list(make_sentences(1, 60)), rounds=1)
    words_of_it = load_segmenter(tmp_path).cut("推进乡村振兴")
    assert "".join(words_of_it) == "推进乡村振兴"


def test_words_agree_with_jieba_on_the_sample_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jieba")
    reports = sorted(resource("reports").glob("*.txt"))
    assert main(["--check", *map(str, reports)]) == 0
    assert float(capsys.readouterr().out.split()[-1]) >= 0.9
