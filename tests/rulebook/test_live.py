"""A running program sees what is saved, and never loses its rules to a broken file."""

from tracker.rulebook.live import LiveRules

from .conftest import Write


def test_a_saved_file_is_picked_up_and_a_broken_one_leaves_the_last_good_set(user: Write) -> None:
    own = user("words/own.yaml", "- class: rise\n  also: [上扬哉]\n")
    live = LiveRules(own)
    first, faults = live.current()
    assert "上扬哉" in first.words["rise"].words
    assert faults == ()
    assert live.current()[0] is first

    user("words/own.yaml", "- class: rise\n\talso: [上扬哉, 走高哉]\n")
    kept, faults = live.current()
    assert kept is first
    assert [fault.where.rpartition("/")[2] for fault in faults] == ["own.yaml:2"]
    assert live.current() == (first, faults)

    user("words/own.yaml", "- class: rise\n  also: [上扬哉, 走高哉]\n")
    mended, faults = live.current()
    assert "走高哉" in mended.words["rise"].words
    assert faults == ()


def test_where_no_good_set_was_ever_seen_the_broken_file_is_left_out(user: Write) -> None:
    own = user("words/own.yaml", "- class: rise\n\talso: [上扬哉]\n")
    rulebook, faults = LiveRules(own).current()
    assert len(faults) == 1
    assert "上扬哉" not in rulebook.words["rise"].words
    assert rulebook.words["rise"].words
