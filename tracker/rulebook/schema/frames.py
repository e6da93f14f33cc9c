"""The settings of ``rules/frames.yaml``: how the name of what is counted is taken out of a sentence."""

from __future__ import annotations

from tracker.rulebook.schema.base import Entry

__all__ = ["FrameSettings"]


class FrameSettings(Entry):
    """Word lists for names; the file explains each.

    ``heads`` and ``tails`` are cut from a name's ends; ``whole`` are words for the whole
    jurisdiction (cut, unless in ``kept_whole``), ``scopes`` for a part of it (``split_scopes`` are
    cut from the name). ``rate_ends`` and ``level_ends`` tell what kind of figure a name stands for,
    ``new_words`` that it counts what is new. A number after a word of ``capacity`` or before one of
    ``after_names`` only describes; one behind ``per`` is a denominator, one behind ``bases`` a
    starting point. ``vague`` names need the topic in front; ``stops`` end a name that stands behind
    its number. ``edge_heads`` and ``edge_tails`` are single characters cut from a name's ends where
    they are words of their own. ``payers`` belong to the name of what they pay for, ``purposes``
    lead to what money is for. ``spec_families`` are families of units (and ``sizes`` words) that
    make a number before a noun a mere specification. ``alike_ends``, ``each_ends`` and
    ``short_verbs`` are one-character predicates right before a number; before one of ``nominal`` a
    verb is part of a name. ``double_heads`` are words at the end of a name that stay together when
    several names share them. A clause that ends with one of ``sides`` sets the topic of its
    sentence; ``empty_topics`` end phrases that are none. ``function_words`` never belong to a name
    where they stand alone. A number in a unit of ``capacity_families`` before one of ``works`` is
    its size. ``against``…``against_ends`` is a comparison at a name's end; ``told_more`` are words
    that say “more than” of what was reached; ``pairs`` are words that say two names at once.
    ``not_names`` follow a number and name nothing. A number in a unit of ``time_families`` is a
    figure only where its name ends with one of ``time_ends`` or its predicate changes it; what
    begins with one of ``comparisons`` compares with other places; ``year_words`` end counts of
    years; ``of`` leads to a multiple. ``share_word`` is put behind the name of things of which a
    share is given; names that end with one of ``stock_deeds`` count a stock. ``totals`` mean the
    indicator said before. A number behind one of ``caps`` for one of ``policies`` is a rule in
    force. ``higher`` names, for each level, governments above it: their targets are not this
    report's. A part of a year is all of it where one of ``year_ends`` says so.
    What a subject that ends with one of ``doers`` realised is that subject's own.
    ``until`` begins the year a change leads to; ``always_heads`` are always cut;
    ``topic_tails`` are verbs behind a topic; ``fresh`` may stand before a vague name. Of
    ``sources`` are the documents goals are quoted from; ``bases_of_growth`` says for a word which
    basis it means.
    ``growth_ends`` end names whose rate is a growth; ``done_words`` say that something is so already. After one of
    ``places`` a number says where something is done.
    ``conjunctions`` join names and numbers, ``so_on`` ends a list of examples, ``scene_ends`` end clauses
    that only set the scene, ``share_sign`` makes a name a share, ``light`` may stand before a statement, and so
    may what begins and ends as one of ``asides`` (在……的情况下). A topic of an earlier sentence has to end with
    one of ``theme_ends`` or be a figure itself. ``above`` widens a level
    (州级以上). In one of ``counted_units`` a small number in Chinese characters behind a verb is a figure
    (建设三座水库). From one of ``sorts`` on, coordinated names share their end (体育、装备制造产业产值). ``generic``
    names say little without what is done to the things (300家企业完成数字化改造), whose ``light_deeds`` are left out,
    or without what is ``reaching`` them (惠及居民). ``toward`` leads to those for whom something is done;
    ``manners``…``manner_ends`` is how it is done (按五星标准). ``aims`` begin clauses on what a sum is for;
    ``modifiers`` right behind another verb belong to the noun; with one of ``pays`` the payer belongs to the name
    of what is paid for. ``abbreviations`` are written out in names.
    ``adjusts``…``adjusted_ends`` says what a figure leaves out (剔除留抵退税因素).
    One of ``sums`` behind a vague name belongs to it (收入合计).
    A number behind ``rivals``…``goals`` (比年初目标低2个百分点), or behind one of ``goals`` or ``budgets`` and ``of``
    (完成预算的98%), compares with what was meant and is no figure.
    ``settings_in``…``setting_ends`` at a name's end only sets the scene (在…情况下). ``whole_deeds`` say by themselves
    what is done to what (改厕). A name that ends with one of ``bare_sizes`` says only how large the things are that the
    list names at its end. Behind one of ``prepositions`` the verb is yet to come; ``branches`` of the economy own the
    vague sum they realised; ``kept_heads`` begin names that keep their first word; ``not_alike`` end in 均 and do not
    mean that a number holds for each. Behind 其中 a name that ends with one of ``shares_out``
    says whose part a number is. From one of ``explanations`` to the end of its paragraph it is said why the headline
    targets are what they are; behind one of ``situations`` a sentence speaks of how things stand. Neither promises.
    What holds one of ``sentence_words`` is no name.
    """

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    whole: tuple[str, ...]
    kept_whole: tuple[str, ...]
    scopes: tuple[str, ...]
    split_scopes: tuple[str, ...]
    rate_ends: tuple[str, ...]
    level_ends: tuple[str, ...]
    new_words: tuple[str, ...]
    capacity: tuple[str, ...]
    per: tuple[str, ...]
    bases: tuple[str, ...]
    vague: tuple[str, ...]
    after_names: tuple[str, ...]
    stops: tuple[str, ...]
    edge_heads: tuple[str, ...]
    edge_tails: tuple[str, ...]
    payers: tuple[str, ...]
    spec_families: tuple[str, ...]
    purposes: tuple[str, ...]
    alike_ends: tuple[str, ...]
    each_ends: tuple[str, ...]
    short_verbs: dict[str, str]
    sizes: tuple[str, ...]
    nominal: tuple[str, ...]
    double_heads: tuple[str, ...]
    sorts: tuple[str, ...]
    generic: tuple[str, ...]
    reaching: tuple[str, ...]
    light_deeds: tuple[str, ...]
    toward: tuple[str, ...]
    manners: tuple[str, ...]
    manner_ends: tuple[str, ...]
    aims: tuple[str, ...]
    pays: tuple[str, ...]
    sums: tuple[str, ...]
    rivals: tuple[str, ...]
    goals: tuple[str, ...]
    budgets: tuple[str, ...]
    adjusts: tuple[str, ...]
    adjusted_ends: tuple[str, ...]
    modifiers: tuple[str, ...]
    settings_in: tuple[str, ...]
    setting_ends: tuple[str, ...]
    whole_deeds: tuple[str, ...]
    bare_sizes: tuple[str, ...]
    prepositions: tuple[str, ...]
    branches: tuple[str, ...]
    kept_heads: tuple[str, ...]
    not_alike: tuple[str, ...]
    shares_out: tuple[str, ...]
    abbreviations: dict[str, str]
    sides: tuple[str, ...]
    empty_topics: tuple[str, ...]
    function_words: tuple[str, ...]
    capacity_families: tuple[str, ...]
    works: tuple[str, ...]
    against: tuple[str, ...]
    against_ends: tuple[str, ...]
    told_more: tuple[str, ...]
    pairs: dict[str, tuple[str, ...]]
    not_names: tuple[str, ...]
    time_families: tuple[str, ...]
    time_ends: tuple[str, ...]
    comparisons: tuple[str, ...]
    year_words: tuple[str, ...]
    of: str
    share_word: str
    stock_deeds: tuple[str, ...]
    totals: tuple[str, ...]
    caps: tuple[str, ...]
    policies: tuple[str, ...]
    higher: dict[str, tuple[str, ...]]
    year_ends: tuple[str, ...]
    doers: tuple[str, ...]
    until: tuple[str, ...]
    always_heads: tuple[str, ...]
    topic_tails: tuple[str, ...]
    fresh: str
    bases_of_growth: dict[str, str]
    sources: tuple[str, ...]
    growth_ends: tuple[str, ...]
    done_words: tuple[str, ...]
    explanations: tuple[str, ...]
    situations: tuple[str, ...]
    sentence_words: tuple[str, ...]
    places: tuple[str, ...]
    conjunctions: tuple[str, ...]
    so_on: str
    scene_ends: tuple[str, ...]
    share_sign: str
    light: tuple[str, ...]
    asides: tuple[tuple[str, str], ...] = ()
    theme_ends: tuple[str, ...]
    above: tuple[str, ...]
    counted_units: tuple[str, ...]
