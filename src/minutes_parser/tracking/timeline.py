"""The ledger as one self-contained page: no server, no network, and nothing in a document can run in it.

Every text of a document is escaped, and the page's own policy (CSP) lets only its one script run. Without scripts
the page shows everything, unfiltered.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from html import escape
from importlib.resources import files

from .ledger import Decision, Event, Ledger, State
from .notes import NOTE_CODES
from .series import Gap, Series

__all__ = ["to_html"]

_STATES: dict[State, tuple[str, str]] = {
    "open": ("列管中", "open"),
    "self_tracked": ("自行列管", "tracked by the unit itself"),
    "unknown": ("未載明狀態", "status not stated"),
    "unreported": ("尚未回報", "not reported on yet"),
    "silent": ("未再提及", "no longer mentioned"),
    "closed": ("已解除", "closed"),
}
_EVENTS = {
    "made": ("決議", "made"),
    "renewed": ("再裁示", "instructed again"),
    "reported": ("回報", "reported"),
    "closed": ("解除", "closed"),
    "reopened": ("恢復列管", "reopened"),
}
_BASES = {
    "number": ("案號相同", "same 案號"),
    "date": ("會議日期相符", "date of the meeting agrees"),
    "wording": ("文字相近", "wording"),
    "part": ("併案", "taken together with others"),
}


def to_html(ledger: Ledger) -> str:
    """The timeline page, a whole HTML document; 繁體中文 with a switch to English."""
    page = files(__package__) / "page"
    style = (page / "timeline.css").read_text(encoding="utf-8")
    script = (page / "timeline.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "".join(_series(series, ledger) for series in ledger.series)
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hant-TW" data-lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>決議追蹤 Decisions followed</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{_header(ledger)}<main>\n{_filters(ledger)}{body}{_notes(ledger)}</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _both(chinese: str, english: str) -> str:
    """One text in both languages; which one shows is for the style sheet."""
    return f'<span class="zh" lang="zh-Hant-TW">{escape(chinese)}</span><span class="en" lang="en">{escape(english)}</span>'


def _header(ledger: Ledger) -> str:
    sums = (
        ("決議", "decisions", len(ledger.decisions)),
        ("未解除", "not closed", len(ledger.open())),
        ("逾期", "overdue", len(ledger.overdue())),
        ("解除而未載成果", "closed without a stated result", len(ledger.closed_without_result())),
    )
    figures = "".join(f"<div><dt>{_both(zh, en)}</dt><dd>{number}</dd></div>" for zh, en, number in sums)
    closing = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{c.count}</td><td>{c.median:g}</td><td>{c.shortest}–{c.longest}</td></tr>"
        for series in ledger.series
        if (c := ledger.closing_times().get(series.key)) and (name := series.body or series.key)
    )
    table = (
        f"<table><caption>{_both('解除所需日數', 'Days to close')}</caption><thead><tr><th scope='col'>{_both('會議', 'Body')}</th>"
        f"<th scope='col'>{_both('件數', 'Count')}</th><th scope='col'>{_both('中位數', 'Median')}</th>"
        f"<th scope='col'>{_both('最短–最長', 'Range')}</th></tr></thead><tbody>{closing}</tbody></table>"
        if closing
        else ""
    )
    as_of = f"<p>{_both('計至', 'As of')} <time>{escape(ledger.as_of)}</time></p>" if ledger.as_of else ""
    return (
        f"<header>\n<button type='button' id='language'>{_both('English', '中文')}</button>\n"
        f"<h1>{_both('決議追蹤', 'Decisions followed')}</h1>\n{as_of}<dl class='sums'>{figures}</dl>\n{table}</header>\n"
    )


def _filters(ledger: Ledger) -> str:
    def option(value: str, chinese: str, english: str) -> str:
        texts = f'data-zh="{escape(chinese)}" data-en="{escape(english)}"'
        return f'<option value="{escape(value)}" {texts}>{escape(chinese)}</option>'

    states = option("", "全部", "all") + option("not-closed", "未解除", "not closed")
    states += "".join(option(key, zh, en) for key, (zh, en) in _STATES.items())
    names = sorted({decision.assignee for decision in ledger.decisions if decision.assignee})
    units = option("", "全部", "all") + "".join(f'<option value="{escape(n)}">{escape(n)}</option>' for n in names)
    return (
        "<div id='filters' class='filters' role='search' hidden>"
        f"<label>{_both('狀態', 'State')}<select id='by-state'>{states}</select></label>"
        f"<label>{_both('單位', 'Assignee')}<select id='by-assignee'>{units}</select></label>"
        f"<label>{_both('文字', 'Words')}<input id='by-words' type='search'></label>"
        f"<label class='tick'><input id='by-overdue' type='checkbox'>{_both('僅逾期', 'overdue only')}</label>"
        f"<p role='status'><span id='shown'>{len(ledger.decisions)}</span> {_both('件', 'shown')}</p></div>\n"
    )


def _series(series: Series, ledger: Ledger) -> str:
    decisions = [decision for decision in ledger.decisions if decision.series == series.key]
    days = [day for meeting in series.meetings if meeting.date and (day := _ordinal(meeting.date))]
    span = (min(days), max(max(days), min(days) + 1)) if days else None
    gaps = "".join(
        f"<li>{escape(gap.count)} {_both('缺第', 'missing no.')} {_numbers(gap)} {_both('次', '')}</li>"
        for gap in series.gaps
    )
    older = [name for name in series.names if name != series.body]
    names = f"<p>{_both('曾用名稱', 'Earlier names')}：{escape('、'.join(older))}</p>" if older else ""
    cards = "".join(_decision(decision, ledger.as_of, span) for decision in decisions)
    return (
        f"<section>\n<h2>{escape(series.body or '—')}</h2>\n"
        f"<p>{len(series.meetings)} {_both('次會議', 'meetings')}，{len(decisions)} {_both('件決議', 'decisions')}{_range(series)}</p>\n"
        f"{names}{f'<ul>{gaps}</ul>' if gaps else ''}{cards}</section>\n"
    )


def _range(series: Series) -> str:
    dates = [meeting.date for meeting in series.meetings if meeting.date]
    return f"，<time>{escape(min(dates))}</time>–<time>{escape(max(dates))}</time>" if dates else ""


def _numbers(gap: Gap) -> str:
    return str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"


def _decision(decision: Decision, as_of: str, span: tuple[int, int] | None) -> str:
    overdue = decision.overdue(as_of)
    age = decision.age(as_of)
    facts = [
        f"<span class='state'>{_both(*_STATES[decision.state])}{'・' + _both('逾期', 'overdue') if overdue else ''}</span>",
        _fact("單位", "Assignee", decision.assignee),
        _fact("決議日期", "Made", decision.made),
        _fact("期限", "Deadline", _deadline(decision)),
        _fact("案號", "Number", decision.number),
        _fact("日數", "Days", None if age is None else str(age)),
    ]
    events = "".join(_event(event) for event in decision.events)
    title = f"<p>{escape(decision.title)}</p>" if decision.title else ""
    return (
        f'<article class="decision {decision.state}{" overdue" if overdue else ""}" data-state="{decision.state}" '
        f'data-assignee="{escape(decision.assignee or "")}">\n<h3 class="text">{escape(decision.text)}</h3>{title}\n'
        f"<p class='facts'>{' '.join(filter(None, facts))}</p>\n{_bar(decision.events, span)}"
        f"<details><summary>{_both(f'經過（{len(decision.events)}）', f'History ({len(decision.events)})')}</summary>"
        f"<ol class='events'>{events}</ol></details>\n</article>\n"
    )


def _deadline(decision: Decision) -> str | None:
    """As written, with the day that it means."""
    words = dict.fromkeys(filter(None, (decision.deadline, decision.deadline_date)))
    return " → ".join(words) or None


def _fact(chinese: str, english: str, value: str | None) -> str:
    return f"<span>{_both(chinese, english)} {escape(value)}</span>" if value else ""


def _bar(events: tuple[Event, ...], span: tuple[int, int] | None) -> str:
    """Where its events stand between the first and the last meeting of the series; the list says the same."""
    if span is None:
        return ""
    dots = "".join(
        f'<i class="{event.kind}" style="left:{100 * (day - span[0]) / (span[1] - span[0]):.1f}%"></i>'
        for event in events
        if event.date and (day := _ordinal(event.date))
    )
    return f"<div class='bar' aria-hidden='true'>{dots}</div>\n"


def _event(event: Event) -> str:
    said = event.statement
    why = ""
    if event.link:
        reasons = "；".join(f"{each.detail} ({each.weight:+.2f})" for each in event.link.evidence)
        why = f"<p class='why'>{_both(*_BASES[event.link.basis])} {event.link.score:.2f}：{escape(reasons)}</p>"
    progress = f"<p class='text'>{escape(said.progress)}</p>" if said.progress else ""
    status = f" {escape(said.status_text)}" if said.status_text else ""
    page = f" {_both('頁', 'page')} {said.page}" if said.page else ""
    return (
        f"<li><strong>{_both(*_EVENTS[event.kind])}</strong> <time>{escape(event.date or '—')}</time>{status}{page}"
        f"<p class='text'>{escape(said.text)}</p>{progress}{why}</li>"
    )


def _notes(ledger: Ledger) -> str:
    if not ledger.notes:
        return ""
    rows = "".join(
        f"<tr><td>{escape(note.code)}</td><td>{escape(note.message or NOTE_CODES[note.code][1])}</td>"
        f"<td>{escape('、'.join(note.about))}</td></tr>"
        for note in ledger.notes
    )
    return (
        f"<section>\n<h2>{_both('提醒', 'Notes')}</h2>\n<table><thead><tr><th scope='col'>{_both('代碼', 'Code')}</th>"
        f"<th scope='col'>{_both('內容', 'What')}</th><th scope='col'>{_both('所指', 'About')}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>\n</section>\n"
    )


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None
