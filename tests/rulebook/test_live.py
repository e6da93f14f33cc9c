"""A running program sees what is saved, and never loses its rules to a broken file."""

from pathlib import Path

from tracker.rulebook import load
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


def test_a_folder_made_later_is_picked_up(tmp_path: Path) -> None:
    own = tmp_path / "my-rules"
    live = LiveRules(own)
    assert live.current()[1] == ()
    (own / "words").mkdir(parents=True)
    (own / "words/own.yaml").write_text("- class: rise\n  also: [上扬哉]\n", encoding="utf-8")
    assert "上扬哉" in live.current()[0].words["rise"].words


def test_the_good_set_can_be_read_from_copies_whatever_happens_to_the_files(user: Write, tmp_path: Path) -> None:
    own = user("words/own.yaml", "- class: rise\n  also: [上扬哉]\n")
    user("words/deep/er/own.yaml", "- class: fall\n  also: [走低哉]\n")
    live = LiveRules(own)
    copies = live.good(tmp_path / "copies")
    user("words/own.yaml", "- class: rise\n\talso: [走高哉]\n")
    assert live.good(tmp_path / "copies") == copies
    assert load(*copies).sha256 == live.current()[0].sha256
    user("words/own.yaml", "- class: rise\n  also: [走高哉]\n")
    newer = live.good(tmp_path / "copies")
    assert newer != copies
    assert "走高哉" in load(*newer).words["rise"].words
    assert "走低哉" in load(*newer).words["fall"].words


def test_the_copies_leave_out_what_was_broken_from_the_start(user: Write, tmp_path: Path) -> None:
    user("words/broken.yaml", "- class: rise\n\talso: [上扬哉]\n")
    live = LiveRules(user("words/own.yaml", "- class: fall\n  also: [走低哉]\n"), tmp_path / "absent")
    copies = live.good(tmp_path / "copies")
    assert len(copies) == 2
    assert load(*copies).sha256 == live.current()[0].sha256
