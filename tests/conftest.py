"""What all tests share. Being here, it lets tests import the modules beside it (``paper_reports``)."""
