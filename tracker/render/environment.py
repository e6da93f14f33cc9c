"""The template engine, set so that nothing from a report can be anything but text, and nothing missing goes unseen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from tracker.render.text import address, visible
from tracker.render.words import ABOVE_THE_CEILING, DISCLAIMER, OUTCOMES, Label
from tracker.resources import resource

__all__ = ["Templates", "templates"]


class _Generator(CodeGenerator):
    """Compiles templates to less work: a page of many rows calls these a hundred thousand times.

    An attribute is Python's own (contexts are models, never dicts; a missing one raises), and a value goes through one
    call, ``_shown``, which does what finalizing and escaping do.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


class Templates:
    """The compiled templates of one folder, and the texts of its assets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(t=Label, DISCLAIMER=DISCLAIMER, OUTCOMES=OUTCOMES, CEILING=ABOVE_THE_CEILING)
        self._environment.globals["style"] = self._style()
        self._environment.filters["address"] = address

    def page(self, name: str, context: object) -> str:
        """The page ``name`` of its context model, which the template knows as ``page``."""
        return self._template(name).render(page=context)

    def asset(self, name: str) -> bytes:
        """An asset as it is."""
        return (self._folder / "assets" / name).read_bytes()

    def _style(self) -> Markup:
        """The stylesheet, for pages that carry it inside: our own file, so it goes in unescaped."""
        return Markup((self._folder / "assets" / "style.css").read_text(encoding="utf-8"))

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)


@lru_cache(maxsize=2)
def templates(folder: Path | None = None) -> Templates:
    """The templates that travel with the program, or those of another folder; compiled once a process."""
    return Templates(folder or resource("templates"))


def _shown(value: object) -> str:
    """A value as it stands in the page: escaped, and with nothing hidden in it."""
    if type(value) is str:
        # letters and digits alone, as most names are, hold nothing to escape and nothing hidden
        return value if value.isalnum() else escape(visible(value))
    return value if type(value) is Markup else escape(value)
