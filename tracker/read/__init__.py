"""Files → source text: what the file's bytes decode to, or the text taken out of a web page, a Word file or a PDF."""

from tracker.read.files import file_bytes, find_reports, read_source

__all__ = ["file_bytes", "find_reports", "read_source"]
