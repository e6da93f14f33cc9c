"""The rules: their schema, loader, pattern language and linter. Light to import: spaCy comes with the first match."""

from tracker.rulebook.book import Lexicon, Rulebook, normal_name
from tracker.rulebook.loader import load, load_folders, load_lenient
from tracker.rulebook.matcher import PatternMatcher, RuleMatch

__all__ = ["Lexicon", "PatternMatcher", "RuleMatch", "Rulebook", "load", "load_folders", "load_lenient", "normal_name"]
