"""What all tests share. Being here, it lets tests import the modules beside it (``paper_reports``)."""

from hypothesis import settings

# a machine under load is no failure
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
