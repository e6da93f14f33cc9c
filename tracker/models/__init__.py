"""The models that every stage knows: what goes in and out of it, frozen.

Two coordinate systems, never mixed in one model:

* *source offsets*: Unicode characters of the source text (what the file's bytes decode to, or the text
  taken out of HTML, DOCX and PDF). ``Commitment``, ``Result``, ``Rejected`` and everything exported use these.
* *clean offsets*: characters of the repaired text. ``Section``, ``Sentence`` and ``Quantity`` use these; every
  stage between repair and the making of commitments works on clean text only.

``CleanText.offsets`` leads from one to the other.
"""

from tracker.models.comparing import CheckState, Claim, ClaimSense, CompletionClaim, Decision, Link, Reason, Verdict
from tracker.models.quantities import Comparator, Quantity
from tracker.models.reading import (
    Catalogue,
    CleanText,
    Edit,
    Failure,
    Level,
    OffsetMap,
    Report,
    ReportKind,
    Role,
    Section,
    SourceText,
    Status,
    Years,
)
from tracker.models.saying import (
    Action,
    Basis,
    Commitment,
    CommitmentKind,
    Extraction,
    Measure,
    Rejected,
    Result,
    ResultKind,
    Statement,
    Tier,
)

__all__ = [
    "Action",
    "Basis",
    "Catalogue",
    "CheckState",
    "Claim",
    "ClaimSense",
    "CleanText",
    "Commitment",
    "CommitmentKind",
    "Comparator",
    "CompletionClaim",
    "Decision",
    "Edit",
    "Extraction",
    "Failure",
    "Level",
    "Link",
    "Measure",
    "OffsetMap",
    "Quantity",
    "Reason",
    "Rejected",
    "Report",
    "ReportKind",
    "Result",
    "ResultKind",
    "Role",
    "Section",
    "SourceText",
    "Statement",
    "Status",
    "Tier",
    "Verdict",
    "Years",
]
