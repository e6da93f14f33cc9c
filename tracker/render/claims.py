"""ClaimReview (schema.org) as JSON-LD, for the verdicts that were settled by number or by a milestone reached.

The claim is the plan's own sentence, its author the government; the verdict is given in words, never as a rating.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.models import Verdict
from tracker.render.cite import cite_report_row
from tracker.render.rows import Row, Rows
from tracker.render.verdicts import outcome_of
from tracker.render.words import CHECKS, DISCLAIMER, OUTCOMES

__all__ = ["claim_reviews"]

_SETTLED = ("met", "near", "missed")


def claim_reviews(rows: Rows, reviewer: str) -> Iterator[Row]:
    """One ClaimReview for each settled final link of ``rows``; ``reviewer`` is who publishes them."""
    reports = {row["id"]: row for row in rows["reports"]}
    commitments = {row["id"]: row for row in rows["commitments"]}
    results = {row["id"]: row for row in rows["results"]}
    for link in rows["links"]:
        commitment = commitments.get(link["commitment"])
        if not link["final"] or link["verdict"] not in _SETTLED or commitment is None or commitment["restates"]:
            continue
        report, result = reports[commitment["report"]], results.get(link["result"])
        yield _review(link, commitment, report, result, reports, reviewer)


def _review(
    link: Row, commitment: Row, report: Row, result: Row | None, reports: dict[str, Row], reviewer: str
) -> dict[str, Any]:
    label = OUTCOMES[outcome_of(Verdict(link["verdict"]), boundary=bool(link["boundary"]))]
    claim: dict[str, Any] = {
        "@type": "Claim",
        "author": {"@type": "GovernmentOrganization", "name": report["issuer"] or report["jurisdiction"]},
        "name": cite_report_row(report),
    }
    if report["delivered_on"]:
        claim["datePublished"] = report["delivered_on"]
    if report["url"]:
        claim["appearance"] = {"@type": "CreativeWork", "url": report["url"]}
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": commitment["id"],
        "claimReviewed": commitment["quote_clean"],
        "itemReviewed": claim,
        "author": {"@type": "Organization", "name": reviewer},
        "creativeWorkStatus": str(CHECKS[link["check_state"]]),
        "reviewRating": {"@type": "Rating", "alternateName": str(label), "ratingExplanation": str(DISCLAIMER)},
    }
    if result is not None:
        review["reviewBody"] = f"{cite_report_row(reports[result['report']])} {result['quote_clean']}"
    return review
