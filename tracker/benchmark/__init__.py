"""How fast the program is, measured on reports made up for the purpose: ``python -m tracker.benchmark``."""
