"""Pages, tables and exports: what comes out."""

from tracker.render.site import render_jurisdiction, render_overview, render_region, render_site

__all__ = ["render_jurisdiction", "render_overview", "render_region", "render_site"]
