"""Issues, where each stands in its making, its proofs, and its launches."""

from masthead.issues.models.act import UndoableAct
from masthead.issues.models.department import Department
from masthead.issues.models.issue import ContentsEntry, CoverInk, CoverPlace, Issue, IssueIndex
from masthead.issues.models.launch import Launch
from masthead.issues.models.production import Production
from masthead.issues.models.proof import Proof, ProofedPage, ProofLink
from masthead.issues.models.signed import SignedWarning

__all__ = [
    "ContentsEntry",
    "CoverInk",
    "CoverPlace",
    "Department",
    "Issue",
    "IssueIndex",
    "Launch",
    "Production",
    "Proof",
    "ProofLink",
    "ProofedPage",
    "SignedWarning",
    "UndoableAct",
]
