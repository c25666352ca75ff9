"""People across an archive: who attended, sent a stand-in, stayed away, and spoke, by body and year.

Two spellings are one person only where nothing contradicts. Within a body one written-out name is one person, unless
one record lists two of that name. A masked name (林○珍) joins a written-out one (林美珍) if that is the only one of
the body that it can be, their organizations do not differ, and no record lists both. Between bodies a name is joined
only with an organization in common: namesakes are many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model import Minutes
from ..privacy.masks import MASKS, could_be, is_masked, may_be_one
from .attendance import Present, people_of
from .notes import Note
from .series import Session, read_session, series_key
from .wording import fold

__all__ = ["Count", "People", "PersonRecord", "count_people"]


@dataclass(frozen=True, slots=True)
class Count:
    """One person in the meetings of one body in one year (AD; None where the meeting has no date)."""

    body: str | None
    year: int | None
    meetings: int
    """Meetings whose record names the person at all."""
    present: int = 0
    proxy: int = 0
    absent: int = 0
    unknown: int = 0
    chaired: int = 0
    stood_in: int = 0
    """How often as somebody's stand-in."""
    speeches: int = 0


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person of the archive."""

    name: str
    """Written out where it is anywhere, else the masked name."""
    spellings: tuple[str, ...]
    organizations: tuple[str, ...]
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    counts: tuple[Count, ...]
    joined: tuple[str, ...]
    """Why spellings or bodies are held to be one person, in words; empty where there was nothing to join."""


@dataclass(frozen=True, slots=True)
class People:
    """All people of an archive, by name, and what could not be told."""

    people: tuple[PersonRecord, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Cluster:
    """A person while the archive is read. Local to one count."""

    names: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    sightings: list[tuple[str, str | None, int | None, Present]] = field(default_factory=list)
    """Record, body, year, and the person there."""
    joined: list[str] = field(default_factory=list)

    def add(self, record: str, body: str | None, year: int | None, person: Present) -> None:
        self.sightings.append((record, body, year, person))
        self.names |= person.names
        self.organizations |= person.organizations
        self.titles |= person.titles
        self.roles |= person.roles

    def absorb(self, other: _Cluster, reason: str) -> None:
        for sighting in other.sightings:
            self.add(*sighting)
        self.joined += [*other.joined, reason]

    @property
    def name(self) -> str:
        return min(self.names, key=lambda name: (is_masked(name), -len(name), name))

    @property
    def masked(self) -> bool:
        return all(is_masked(name) for name in self.names)

    @property
    def records(self) -> set[str]:
        return {record for record, *_ in self.sightings}


@dataclass(slots=True)
class _Sighted:
    """One record with its people. Local to one count."""

    key: str
    body: str | None
    year: int | None
    people: list[Present]


def count_people(minutes: Iterable[Minutes]) -> People:
    """Counts everybody in an archive of records. A meeting of which there are several records counts once.

    >>> count_people([]).people
    ()
    """
    records: dict[object, _Sighted] = {}
    for record in minutes:
        identity, made = _sighted(record)
        if identity not in records or len(records[identity].people) < len(made.people):
            records[identity] = made
    bodies: dict[str, list[_Cluster]] = defaultdict(list)
    namesakes = {name for seen in records.values() for name in _repeated(seen.people)}
    for seen in sorted(records.values(), key=lambda each: each.key):
        clusters = bodies[series_key(seen.body) or f"?{seen.key}"]
        for person in seen.people:
            _take(clusters, seen, person, strict=bool(person.names & namesakes))
    notes: list[Note] = []
    for key in sorted(bodies):
        notes += _unmask(bodies[key])
    people = sorted((_finish(each) for each in _across(bodies)), key=lambda each: (each.name, each.organizations))
    return People(tuple(people), tuple(notes))


def _sighted(record: Minutes) -> tuple[object, _Sighted]:
    """What makes a meeting one (body, date and session; else the source), and its people."""
    meeting, key = record.meeting, record.source.key
    year = int(meeting.date[:4]) if meeting.date and meeting.date[:4].isdigit() else None
    session = read_session(meeting.session)
    whole = meeting.body and meeting.date and session != Session()
    identity = (series_key(meeting.body), meeting.date, session) if whole else key
    return identity, _Sighted(key, meeting.body, year, people_of(record))


def _repeated(people: list[Present]) -> set[str]:
    """Names that two people of one record bear: from then on only the organization tells them apart."""
    times = Counter(name for person in people for name in person.names)
    return {name for name, count in times.items() if count > 1}


def _take(clusters: list[_Cluster], seen: _Sighted, person: Present, *, strict: bool) -> None:
    """Adds a person of one record to the body's: by name, but never two people of one record to one.

    `strict`: the name has namesakes, so the organization must agree.
    """
    fitting = [
        each
        for each in clusters
        if _same_name(each.names, person.names) and seen.key not in each.records and _may_be(each, person)
    ]
    agreeing = [each for each in fitting if _share(each.organizations, person.organizations)]
    if not agreeing and not strict:
        agreeing = fitting
    cluster = agreeing[0] if len(agreeing) == 1 else _Cluster()
    if len(agreeing) != 1:
        clusters.append(cluster)
    cluster.add(seen.key, seen.body, seen.year, person)


def _same_name(known: set[str], names: set[str]) -> bool:
    plain = {fold(name) for name in names if not is_masked(name)}
    if plain:
        return bool(plain & {fold(name) for name in known if not is_masked(name)})
    return bool(names & known)


def _may_be(cluster: _Cluster, person: Present) -> bool:
    """A masked spelling is itself again only with the same organization, or where none is stated."""
    if all(is_masked(name) for name in person.names):
        return not _differ(cluster.organizations, person.organizations)
    return True


def _share(one: set[str], other: set[str]) -> bool:
    return any(a in b or b in a for a in map(fold, one) for b in map(fold, other))


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and not any(may_be_one(fold(a), fold(b)) for a in one for b in other)


def _unmask(clusters: list[_Cluster]) -> list[Note]:
    """Joins masked people of a body to the one written-out person that each can be."""
    notes: list[Note] = []
    for masked in [each for each in clusters if each.masked]:
        fitting = [
            each
            for each in clusters
            if not each.masked
            and all(any(could_be(hidden, name) for name in each.names) for hidden in masked.names)
            and not _differ(masked.organizations, each.organizations)
            and not masked.records & each.records
        ]
        if len(fitting) > 1:
            about = tuple(sorted(each.name for each in fitting))
            notes.append(Note("ambiguous-person", f"{masked.name} fits {len(fitting)} people: not joined", about))
        elif fitting and _enough(masked, fitting[0]):
            shared = "one organization" if _share(masked.organizations, fitting[0].organizations) else "one body"
            fitting[0].absorb(masked, f"{masked.name} can only be {fitting[0].name} ({shared})")
            clusters.remove(masked)
    return notes


def _enough(masked: _Cluster, known: _Cluster) -> bool:
    """Where only the surname shows (林○○), the organization must agree; anybody could be 林○○."""
    shown = min(sum(char not in MASKS for char in name) for name in masked.names)
    return shown >= 2 or _share(masked.organizations, known.organizations)


def _across(bodies: dict[str, list[_Cluster]]) -> list[_Cluster]:
    """Joins people of several bodies: one written-out name, an organization in common, no record with both."""
    joined: list[_Cluster] = []
    for key in sorted(bodies):
        for cluster in bodies[key]:
            same = [
                each
                for each in joined
                if not cluster.masked
                and not each.masked
                and _same_name(each.names, cluster.names)
                and _share(each.organizations, cluster.organizations)
                and not each.records & cluster.records
            ]
            if len(same) == 1:
                same[0].absorb(cluster, f"{cluster.name} in two bodies, with one organization")
            else:
                joined.append(cluster)
    return joined


def _finish(cluster: _Cluster) -> PersonRecord:
    groups: dict[tuple[str | None, int | None], list[Present]] = defaultdict(list)
    for _, body, year, person in cluster.sightings:
        groups[body, year].append(person)
    counts = [_count(body, year, people) for (body, year), people in groups.items()]
    return PersonRecord(
        name=cluster.name,
        spellings=tuple(sorted(cluster.names)),
        organizations=tuple(sorted(cluster.organizations)),
        titles=tuple(sorted(cluster.titles)),
        roles=tuple(sorted(cluster.roles)),
        counts=tuple(sorted(counts, key=lambda each: (each.body or "", each.year or 0))),
        joined=tuple(cluster.joined),
    )


def _count(body: str | None, year: int | None, people: list[Present]) -> Count:
    return Count(
        body=body,
        year=year,
        meetings=len(people),
        present=sum(each.attendance == "present" for each in people),
        proxy=sum(each.attendance == "proxy" for each in people),
        absent=sum(each.attendance == "absent" for each in people),
        unknown=sum(each.attendance == "unknown" for each in people),
        chaired=sum(each.chaired for each in people),
        stood_in=sum(each.stood_in for each in people),
        speeches=sum(each.speeches for each in people),
    )
