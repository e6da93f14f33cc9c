"""Ids depend on what is said, not on the file."""

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.language.identity import Identities, normal_sentence, normal_value
from tracker.models import Catalogue

CATALOGUE = Catalogue(jurisdiction="临江市", level="prefecture", kind="work_report", planned_years=(2024, 2024))


def test_spaces_and_punctuation_do_not_change_an_id():
    a = Identities(CATALOGUE).of("commitment", "力争民宿达到120家。", "120家")
    b = Identities(CATALOGUE).of("commitment", "力争民宿达到 120 家", "120家")
    assert a == b


def test_the_number_of_the_paragraph_does_not_change_an_id():
    a = Identities(CATALOGUE).of("commitment", "（三）力争民宿达到120家。", "120家")
    b = Identities(CATALOGUE).of("commitment", "（十一）力争民宿达到120家。", "120家")
    assert a == b


def test_the_same_said_again_gets_another_id():
    ids = Identities(CATALOGUE)
    assert ids.of("commitment", "民宿120家", "120家") != ids.of("commitment", "民宿120家", "120家")


def test_an_id_does_not_depend_on_what_was_said_in_between():
    ids = Identities(CATALOGUE)
    first = ids.of("commitment", "民宿120家，果园5个", "120家")
    ids.of("result", "民宿120家，果园5个", "120家")
    ids.of("commitment", "果园5个", "5个")
    alone = Identities(CATALOGUE)
    assert first == alone.of("commitment", "民宿120家，果园5个", "120家")
    said_again = ids.of("commitment", "民宿 120家，果园5个。", "120家")
    assert said_again == alone.of("commitment", "民宿120家，果园5个", "120家")


def test_commitments_and_results_never_share_an_id():
    ids = Identities(CATALOGUE)
    assert ids.of("commitment", "民宿120家", "120家") != ids.of("result", "民宿120家", "120家")


def test_values_are_normalised():
    assert normal_value(Decimal("6.0"), None, "%", None) == normal_value(Decimal("6"), None, "%", None)
    assert normal_value(None, None, None, "建成|六号线") == "建成|六号线"


@given(st.text())
def test_normal_sentences_hold_no_space(text):
    assert not any(c.isspace() for c in normal_sentence(text))


@given(st.text(alphabet=st.sampled_from("力争120家，。：℃㎡①Ⅱ％１Ａ a\u0301éカ㈠가각") | st.characters()))
def test_a_sentence_is_normalised_as_unicode_says(text):
    text = "甲" + text  # so that no number of a paragraph opens it
    kept = [c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] not in "PZSC"]
    assert normal_sentence(text) == "".join(kept)
