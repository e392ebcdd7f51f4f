"""Issues, where each stands in its making, its proofs, and its launches."""

from masthead.issues.models.issue import ContentsEntry, Issue, IssueIndex
from masthead.issues.models.launch import Launch
from masthead.issues.models.production import Production
from masthead.issues.models.proof import Proof, ProofedPage, ProofLink

__all__ = [
    "ContentsEntry",
    "Issue",
    "IssueIndex",
    "Launch",
    "Production",
    "Proof",
    "ProofLink",
    "ProofedPage",
]
