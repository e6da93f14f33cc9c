"""What all tests share. Being here, it lets tests import the modules beside it (``paper_reports``)."""

import pytest
from hypothesis import settings

from tracker.cli.messages import choose_language

# a machine under load is no failure
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def language_of_messages() -> None:
    """Each test starts in Chinese, whatever a test before it (in this process) chose."""
    choose_language([], {})
