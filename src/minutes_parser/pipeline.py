"""The pipeline: a short list of named stages, each a function from one frozen value to the next."""

from __future__ import annotations

from collections.abc import Sequence

from .assemble import Draft, finished, started
from .check import check
from .document import Document
from .extract import extract
from .model import Minutes
from .normalize import normalize
from .resolve import resolve
from .segment import segment

__all__ = ["STAGES", "minutes_of"]


def _normalize(draft: Draft) -> Draft:
    flow, findings = normalize(draft.document)
    return draft.with_(flow=flow, findings=findings)


def _segment(draft: Draft) -> Draft:
    root, findings = segment(draft.flow)
    return draft.with_(root=root, findings=findings)


def _extract(draft: Draft) -> Draft:
    found, findings = extract(draft.root)
    return draft.with_(extracted=found, findings=findings)


def _resolve(draft: Draft) -> Draft:
    found, findings = resolve(draft.extracted)
    return draft.with_(extracted=found, findings=findings)


def _check(draft: Draft) -> Draft:
    checks, findings = check(draft.extracted, draft.root)
    return draft.with_(checks=checks, findings=findings)


STAGES = (
    ("normalize", _normalize),
    ("segment", _segment),
    ("extract", _extract),
    ("resolve", _resolve),
    ("check", _check),
)
"""After a reader has made the `Document`: its name and function, in order."""


def minutes_of(document: Document) -> Minutes:
    """The record of a document as read."""
    draft = started(document)
    for _, stage in STAGES:
        draft = stage(draft)
    return finished(draft)


def stage_names() -> Sequence[str]:
    """Names of the stages in order.

    >>> " ".join(stage_names())
    'normalize segment extract resolve check'
    """
    return [name for name, _ in STAGES]
