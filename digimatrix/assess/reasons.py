"""ASSESS: the words in which people are told why a level was read, as message ids by slug."""

from __future__ import annotations

from collections.abc import Mapping

from digimatrix.model.problems import N_
from digimatrix.parse.statements import Kind

RULES: Mapping[str, str] = {
    "decided-start": N_("Nothing runs yet, but a start is decided or a document is being drafted."),
    "nothing-left": N_("Nothing of the municipality's own is in place now."),
    "nothing-shown": N_("Beside absences, plans or remarks nothing shows a practice."),
    "results-used": N_("Results are measured and used, or others have taken over the model."),
    "two-anchors": N_("Agreed and permanent: at least two anchors of permanence."),
    "several": N_("Several or recurring practices, without two anchors of permanence."),
    "isolated": N_("Only isolated things: one item, a trial or one person's own initiative."),
}
"""Why a level was read, by the slug of the rubric's step."""

CUES: Mapping[str, str] = {
    "rhythm": N_("regular rhythm"),
    "owner": N_("named responsibility"),
    "money": N_("permanent money, post or equipment"),
    "coverage": N_("covers all units"),
    "agreement": N_("written or approved agreement"),
    "firm": N_("made permanent"),
    "measure": N_("measured or asked"),
    "use": N_("results used"),
    "changed": N_("changed because of results"),
    "takeover": N_("taken over by others"),
    "sporadic": N_("now and then"),
    "single": N_("one-off or single"),
    "person": N_("depends on persons"),
    "project": N_("project-funded"),
    "partial": N_("partial coverage"),
    "unused": N_("unused or out of date"),
    "negation": N_("said not to be there"),
    "nothing": N_("said to be wholly missing"),
    "ended": N_("ended"),
    "cancel": N_("takes back what was said before"),
    "more": N_("speaks for a higher level"),
    "less": N_("speaks for a lower level"),
}
"""What words in a cell count as, by the slug of the cue."""

KINDS: Mapping[Kind, str] = {
    Kind.PRACTICE: N_("in place"),
    Kind.ABSENCE: N_("absent"),
    Kind.ACTION: N_("called for"),
    Kind.PLAN: N_("planned or wished for"),
    Kind.ENDED: N_("ended"),
    Kind.OTHERS: N_("somebody else's"),
    Kind.REMARK: N_("remark"),
    Kind.WHOLE: N_("about the whole matrix"),
}
"""What a statement says, by its kind."""

MISSING: Mapping[str, str] = {
    "first-practice": N_("a first practice of the municipality's own"),
    "second-practice": N_("a second practice, or one that recurs"),
    "anchors": N_(
        "two anchors of permanence for the whole service: rhythm, named responsibility, "
        "permanent money or equipment, coverage of all units, written agreement"
    ),
    "results-used": N_("results that are measured as a rule and change what is done"),
}
"""What would lift a level to the next one, by slug."""


def rule_text(slug: str) -> str:
    """Return the message id which says why that step of the rubric decided.

    Raises:
        KeyError: if the rubric has no such step.
    """
    return RULES[slug]


def cue_name(slug: str) -> str:
    """Return the message id which names what words with that cue count as.

    Raises:
        KeyError: if no words count as that.
    """
    return CUES[slug]


def kind_name(kind: Kind) -> str:
    """Return the message id which names what a statement says."""
    return KINDS[kind]


def missing_text(slug: str) -> str:
    """Return the message id which says what would lift a level to the next one.

    Raises:
        KeyError: if nothing of that slug is ever missing.
    """
    return MISSING[slug]
