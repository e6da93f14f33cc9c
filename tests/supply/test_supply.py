"""What a user installs is under permissive licences, and tested at both ends of what is allowed; an audit that could
ask nobody says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from supply.audit import tell

_ROOT = Path(__file__).parents[2]

_PERMISSIVE = re.compile(
    r"\b(?:MIT|[023]?-?BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|Public.Domain|CC0|Unlicense)", re.I
)
_COPYLEFT = re.compile(r"\b(?:A?GPL|LGPL|General Public|MPL|Mozilla|EPL|Eclipse|CDDL|EUPL|SSPL|Commons Clause)", re.I)

# what is neither, and why it may stay
EXCEPTIONS = {
    "certifi": "MPL-2.0, a list of certificates used unchanged; came with spaCy's downloader, which is never called",
    "tqdm": "MPL-2.0 and MIT, used unchanged; came with spaCy, whose progress bars are never shown",
}


def required() -> list[Requirement]:
    """What the project itself needs at run time, its options among it."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [Requirement(line) for line in (*project["dependencies"], *optional["postgres"], *optional["cluster"])]


def installed() -> Iterator[metadata.Distribution]:
    """What the project needs at run time, with what that needs, as installed here."""
    waiting = required()
    seen = set()
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or an option nobody chose
        yield found
        for line in found.requires or ():
            inner = Requirement(line)
            extras = ("", *requirement.extras)
            if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(inner)


def licence(of: metadata.Distribution) -> str:
    """What a package says of its licence: the expression, else the classifiers, else the first line of the field."""
    about = of.metadata
    named = [c for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    return about.get("License-Expression") or " ".join(named) or (about.get("License") or "").split("\n")[0]


def test_everything_installed_for_users_is_under_a_permissive_licence() -> None:
    told = {found.name.lower(): licence(found) for found in installed()}
    assert len(told) > 20
    doubtful = {
        name: said
        for name, said in told.items()
        if name not in EXCEPTIONS and (_COPYLEFT.search(said) or not _PERMISSIVE.search(said))
    }
    assert not doubtful


def test_no_exception_is_kept_that_nobody_needs() -> None:
    told = {found.name.lower(): licence(found) for found in installed()}
    assert {name for name in EXCEPTIONS if not _COPYLEFT.search(told.get(name, "MPL"))} == set()


def test_the_lowest_versions_tested_are_the_lowest_allowed_and_the_others_allowed_too() -> None:
    pins = {}
    for name in ("constraints-lowest.txt", "constraints.txt"):
        lines = (_ROOT / name).read_text(encoding="utf-8").splitlines()
        split = (line.partition("==") for line in lines if not line.startswith("#"))
        pins[name] = {canonicalize_name(package): version for package, _, version in split}
    for requirement in required():
        name = canonicalize_name(requirement.name)
        lowest = min(each.version for each in requirement.specifier if each.operator == ">=")
        assert Version(pins["constraints-lowest.txt"][name]) == Version(lowest), requirement
        assert pins["constraints.txt"][name] in requirement.specifier, requirement


def test_an_audit_tells_what_it_found_and_what_it_could_not_ask() -> None:
    known = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    sound = {"name": "b", "version": "1", "vulns": []}
    unknown = {"name": "c", "skip_reason": "not found"}
    assert tell({"dependencies": [sound, unknown]}) == (
        ["audit: 1 packages, 0 known vulnerabilities; 1 could not be audited: c"],
        0,
    )
    lines, status = tell({"dependencies": [known, sound]})
    assert status == 1
    assert lines[0] == "a 1: CVE-1, fixed in 2"
    assert "NOTHING WAS AUDITED" in tell({"dependencies": [unknown]})[0][0]
