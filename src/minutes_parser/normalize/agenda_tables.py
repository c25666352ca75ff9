"""A table of the agenda, 案由｜說明｜決議, one matter a row: laid out as the lines that minutes without a table have."""

from __future__ import annotations

from ..lexicon.columns import tracking_column
from ..lexicon.labels import Label, all_labels
from ..values.numbering import read_case, read_marker
from .flow import Grid, GridCell, Line, Run

__all__ = ["agenda_lines"]

_NUMBERS = ("編號", "案號", "案次", "項次", "序號", "次序", "序")
_MATTERS = ("討論議題", "會議議題", "討論主題", "討論項目", "討論事項")
_MATTERS_OF_OTHERS = (
    "計畫名稱", "計畫案名", "計畫案名稱", "案件名稱", "研究計畫名稱", "申請案名稱",
    "請願事項", "請願案由", "請願內容", "陳情事項", "陳情案由", "陳情內容", "陳情理由", "陳情意見",
)  # fmt: skip
"""What tables of review committees and of petitions call their matters; no labels elsewhere."""
_REPORTED = ("報告內容", "報告案由", "報告議題")
"""What a table of reports calls its matters where it tells what was decided of each: 案號｜報告內容｜決定."""
_CONTENTS = ("內容", "報告內容", "報告事項", "報告案", "報告案由")
_TRACKED = ("follow_progress", "follow_status")


def agenda_lines(grid: Grid) -> list[Line] | None:
    """The rows as 案由：…, 說明：…, 決議：…; None if the table is no agenda.

    It needs a column of matters and one of decisions, and none that tells what became of earlier ones. Lines of
    a row rest on its cells and, for their labels, on the cells of the header.
    """
    if len(grid.rows) < 2 or grid.columns < 2:
        return None
    heads = [_bare(cell) for cell in grid.rows[0]]
    labels = [all_labels(head) if head else () for head in heads]
    number = next((c for c, head in enumerate(heads) if head in _NUMBERS or head.endswith(("案編號", "案號"))), None)
    subject, ruling = _subject(heads, labels, numbered=number is not None), _column(labels, "ruling")
    told = any(
        any(label.name in _TRACKED for label in of_cell) or (not of_cell and tracking_column(head) == "progress")
        for head, of_cell in zip(heads, labels, strict=True)
    )
    if number is not None and ruling is None and not told and (listed := _listed(grid, heads, number)):
        return listed
    if subject is None or ruling is None or ruling <= subject or told:
        return None
    made: list[Line] = []
    for row in grid.rows[1:]:
        made.extend(_row(grid.rows[0], row, labels, subject, number))
    return made


def _listed(grid: Grid, heads: list[str], number: int) -> list[Line]:
    """案次｜內容 under 報告事項: a numbered line a row; empty where the table holds more than that."""
    filled = [c for c, head in enumerate(heads) if head and not any(grid.rows[0][c] is x for x in grid.rows[0][:c])]
    if (
        not heads[number].startswith("案")
        or len(filled) != 2
        or number != filled[0]
        or heads[filled[1]] not in _CONTENTS
    ):
        return []
    made: list[Line] = []
    for row in grid.rows[1:]:
        count, cell = row[number], row[filled[1]]
        if not cell.lines or len(count.lines) != 1 or read_marker(_bare(count) + "、") is None:
            return []
        made.extend(_sewn([count.lines[0], cell.lines[0]], ["", "、"], cell))
    return made


def _subject(heads: list[str], labels: list[tuple[Label, ...]], *, numbered: bool) -> int | None:
    """The column of matters: of 案由, 提案 and the like; of 討論議題, which is no label, only beside numbers."""
    found = _column(labels, "subject")
    if found is not None and read_case(f"{heads[found]}一、") is not None:
        return found
    known = _MATTERS + _MATTERS_OF_OTHERS + _REPORTED
    return next((c for c, head in enumerate(heads) if numbered and head in known), None)


def _bare(cell: GridCell) -> str:
    return "".join(cell.key.split()).strip(":")


def _column(labels: list[tuple[Label, ...]], group: str) -> int | None:
    found = [c for c, of_cell in enumerate(labels) if any(label.group == group for label in of_cell)]
    return found[0] if found else None


def _row(
    header: tuple[GridCell, ...], row: tuple[GridCell, ...], labels: list[tuple[Label, ...]],
    subject: int, number: int | None,
) -> list[Line]:  # fmt: skip
    """One matter: its subject with its number first, then the other cells that are filled, in order."""
    counted = (header[number], row[number]) if number is not None else (None, None)
    lines = _matter(header[subject], row[subject], *counted)
    decided = [any(x.group == "ruling" for x in of_cell) for of_cell in labels]
    for c in sorted(range(len(row)), key=decided.__getitem__):  # what has no label is no part of the decision
        cell = row[c]
        if c in (subject, number) or not cell.lines or any(cell is other for other in row[:c]):
            continue
        lines.extend(_labelled(header[c], cell) if labels[c] else cell.lines)
    return lines


def _matter(head: GridCell, cell: GridCell, number_head: GridCell | None, number: GridCell | None) -> list[Line]:
    if not cell.lines:
        return list(number.lines) if number is not None else []
    own = read_marker(cell.lines[0].key)
    if own is not None and own.style in ("han", "num") and own.ordinal is not None:
        return _sewn([*head.lines[:1], cell.lines[0]], ["", ""], cell)
    if number is not None and number.lines and read_case(f"{_bare(head)}{_bare(number)}、") is not None:
        return _sewn([head.lines[0], number.lines[0], cell.lines[0]], ["", "", "、"], cell)
    if number is not None and number.lines and _bare(number).isdecimal() and not _names_subject(head):
        return _sewn([number.lines[0], cell.lines[0]], ["", "、"], cell)
    if number is not None and number_head is not None and number.lines and _bare(number).isdecimal():
        return [*_labelled(number_head, number), *_labelled(head, cell)]  # 案號 12047 of a term
    return _labelled(head, cell)


def _names_subject(head: GridCell) -> bool:
    """Whether a head is a label of matters elsewhere too; 報告內容 and 陳情理由 are only in tables."""
    return any(label.group == "subject" for label in all_labels(_bare(head)))


def _labelled(head: GridCell, cell: GridCell) -> list[Line]:
    ends = head.lines[0].key.rstrip().endswith(":")
    return _sewn([head.lines[0], cell.lines[0]], ["", "" if ends else ":"], cell)


def _sewn(parts: list[Line], gaps: list[str], cell: GridCell) -> list[Line]:
    """Lines end to end, a space in the text where rules shall see the sign of `gaps`; then the rest of the cell."""
    text = key = ""
    runs: list[Run] = []
    for part, gap in zip(parts, gaps, strict=True):
        text, key = text + " " * len(gap), key + gap
        runs.extend(Run(run.at + len(text), run.source, run.length, run.page) for run in part.runs)
        text, key = text + part.text, key + part.key
    first = parts[-1]
    return [Line(text, key, tuple(runs), first.style, first.role), *cell.lines[1:]]
