"""``make audit``: known vulnerabilities of what is installed, or that nobody could be asked about them.

Asks pip-audit (installed by the make target, not by the project). Ends with 1 where a vulnerability is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

__all__ = ["main", "tell"]


def tell(report: dict[str, Any]) -> tuple[list[str], int]:
    """What pip-audit's answer (its JSON) comes to: lines for people, and the exit status."""
    packages = report["dependencies"]
    skipped = [p for p in packages if p.get("skip_reason")]
    asked = [p for p in packages if not p.get("skip_reason") and p["name"] != "policy-tracker"]
    lines = [
        f"{package['name']} {package['version']}: {found['id']}, "
        f"fixed in {', '.join(found['fix_versions']) or 'no version yet'}"
        for package in asked
        for found in package["vulns"]
    ]
    if not asked:
        return ["audit: the advisory service knows none of the packages here; NOTHING WAS AUDITED"], 0
    summary = f"audit: {len(asked)} packages, {len(lines)} known vulnerabilities"
    if skipped:
        summary += f"; {len(skipped)} could not be audited: {', '.join(p['name'] for p in skipped)}"
    return [*lines, summary], 1 if lines else 0


def main() -> int:
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "20"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        why = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"audit: the advisory service cannot be reached; NOTHING WAS AUDITED ({why})")
        return 0
    lines, status = tell(report)
    print(*lines, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
