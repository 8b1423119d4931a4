"""One municipality on two pages: where it stands, what it said it would do, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from digimatrix.render.own import about_lessons, headings, lessons, promises
from digimatrix.render.pdf import parts
from digimatrix.render.pdf.typesetting import Setting, drawable, pages, typeset
from digimatrix.report.document import Entry, Fragment, Lesson, Profile, Report

_PAGES = 2
_SHORTER = ((None, 3), (600, 3), (400, 2), (250, 2), (150, 1), (90, 1), (60, 1), (40, 1), (40, 0))
"""Quoted answers are cut to so many letters, and what others do to so many practices in each
dimension, until a municipality's profile has two pages."""


def municipality(report: Report, profile: Profile, drawing: str) -> Setting:
    """Prepare one municipality's profile, fit to be sent out: it names no other municipality.

    `drawing` is the SVG of its figure. Long answers are cut short so that two pages hold it;
    more dimensions than they have room for take more pages.
    """
    words = report.words
    data = parts.frame(report, profile.name, report.title) | {
        "facts": profile.facts,
        "summary": " ".join(profile.summary),
        "figure": parts.figure(profile.figure, drawing),
        "words": headings(words),
        "about-lessons": about_lessons(words),
        "quotation": report.synthesis.quotation,
    }
    shortened = words.t("“…”: the answer goes on in its cell.")
    return partial(_fitted, report, profile, drawable(data), shortened)


def _fitted(report: Report, profile: Profile, data: dict[str, Any], shortened: str) -> bytes:
    """Return the profile with its answers as long as two pages allow."""
    learnt = lessons(profile)
    for limit, practices in _SHORTER:
        more = sum(max(0, len(each) - practices) for each in learnt.values())
        entries = [_entry(profile, entry, report, limit) for entry in profile.entries]
        quotes = {
            "entries": entries,
            "promises": [
                {
                    "text": _shortened(each.text, limit),
                    "language": parts.language(each.language, report),
                    "dimension": each.dimension,
                    "reason": each.reason,
                }
                for each in promises(profile, report.words)
            ],
            "lessons": [
                {"name": name, "told": [_lesson(each, report, limit) for each in told[:practices]]}
                for name, told in learnt.items()
                if practices
            ],
            "more": report.words.n(
                "{n} more practice is left out here.",
                "{n} more practices are left out here.",
                more,
            )
            if more
            else "",
            "shortened": shortened if any(entry["cut"] for entry in entries) else "",
        }
        made = typeset("profile.typ", data | drawable(quotes), report.date)
        if pages(made) <= _PAGES:
            break
    return made


def _lesson(lesson: Lesson, report: Report, limit: int | None) -> dict[str, Any]:
    """Return what others do, with at most `limit` letters of each quote."""
    return {
        "topic": lesson.topic,
        "share": lesson.share,
        "quotes": [
            {
                "text": _shortened(quote.text, limit),
                "language": parts.language(quote.language, report),
            }
            for quote in lesson.quotes
        ],
    }


def _entry(profile: Profile, entry: Entry, report: Report, limit: int | None) -> dict[str, Any]:
    """Return one dimension with its quoted words, at most `limit` letters of them."""
    row = next(row for row in profile.figure.rows if row.name == entry.name)
    fragments = tuple(until(entry.fragments, limit))
    return {
        "name": entry.name,
        "level": parts.level(row.own, report.overview),
        "level-name": entry.level_name,
        "source": entry.source,
        "change": entry.change,
        "said": list(_said(fragments, parts.language(entry.language, report))),
        "disagreement": entry.disagreement,
        "reason": entry.reason,
        "lift": entry.lift,
        "place": entry.place,
        "cut": fragments != entry.fragments,
    }


def until(fragments: Sequence[Fragment], limit: int | None) -> Sequence[Fragment]:
    """Return the fragments up to so many letters.

    Dots alone are no statement and half of the words that counted are no reason.
    """
    if limit is None:
        return fragments
    kept: list[Fragment] = []
    for fragment in fragments:
        text = _shortened(fragment.text, limit)
        if text == fragment.text:
            kept.append(fragment)
            limit -= len(text)
            continue
        while text == "…" and kept:
            fragment = kept.pop()
            if fragment.text.strip():
                kept.append(replace(fragment, text=f"{fragment.text.rstrip()}…"))
                return kept
        kept.append(replace(fragment, text=text, cue="", cue_name=""))
        break
    return kept


def _shortened(text: str, limit: int | None) -> str:
    """Return the text, or what ends at a space before the limit and three dots."""
    if limit is None or len(text) <= limit:
        return text
    head = text[: max(limit, 0)]
    return head[: head.rfind(" ") + 1].rstrip() + "…"


def _said(fragments: Sequence[Fragment], language: str) -> Iterator[dict[str, Any]]:
    """Yield the statements of an answer by kind, without the signs between kinds."""
    kinds = [fragment.kind_name for fragment in fragments]
    for place, fragment in enumerate(fragments):
        if not fragment.kind:  # signs belong to the kind on both their sides, if it is the same
            before = next((kind for kind in reversed(kinds[:place]) if kind), "")
            after = next((kind for kind in kinds[place:] if kind), "")
            kinds[place] = before if before == after else ""
    only = not any(kinds)
    pairs = zip(kinds, fragments, strict=True)
    for kind, same in groupby(pairs, key=lambda pair: pair[0]):
        pieces = [{"text": piece.text, "cue": piece.cue_name} for _, piece in same]
        if kind or (only and any(piece["text"].strip() for piece in pieces)):
            yield {"kind": kind, "language": language, "pieces": pieces}
