"""The garbage collector comes seldom in a process of this program."""

import subprocess
import sys


def test_a_command_is_not_held_up_by_the_collector() -> None:
    asked = "import gc; from tracker.cli import main\ntry: main(['--version'])\nfinally: print(gc.get_threshold()[0])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, encoding="utf-8", check=False)
    assert int(done.stdout.split()[-1]) >= 100_000, done.stdout + done.stderr


def test_the_end_of_a_command_is_not_held_up_by_it() -> None:
    asked = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count()))  # what is registered first comes last
from tracker.cli import main
main(["--version"])
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, encoding="utf-8", check=False)
    assert int(done.stdout.split()[-1]) > 1_000, done.stdout + done.stderr
