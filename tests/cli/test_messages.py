"""The language of messages follows the option, then the environment."""

from __future__ import annotations

import pytest

from tracker.cli.messages import choose_language


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ((), {}, "zh"),
        ((), {"LANG": "C"}, "zh"),
        ((), {"LANG": "C.UTF-8"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.GBK"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "TRACKER_LANG": "en"}, "en"),
        (("--lang", "zh", "build"), {"LANG": "en_GB.UTF-8"}, "zh"),
        (("--lang=en", "build"), {"LANG": "zh_CN.UTF-8"}, "en"),
        (("--lang",), {}, "zh"),
    ],
)
def test_language_is_the_options_then_the_environments(
    arguments: tuple[str, ...], environment: dict[str, str], expected: str
) -> None:
    assert choose_language(arguments, environment) == expected
