-- What Datasette and sqlite-utils recognise: plain tables with foreign keys, and a full-text index of each table
-- with text, kept by triggers. Trigrams find words of three signs or more, as typed into Datasette's search box.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT, source TEXT, sha256 TEXT NOT NULL,
  media_type TEXT, bytes INTEGER, pages INTEGER
);
CREATE TABLE meetings (
  id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents(id),
  title TEXT, body TEXT, body_kind TEXT, session TEXT, date TEXT, date_roc TEXT, "start" TEXT, "end" TEXT,
  location TEXT, chair TEXT, recorder TEXT
);
CREATE TABLE attendees (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings(id), key TEXT NOT NULL UNIQUE,
  name TEXT, organization TEXT, title TEXT, role TEXT, category TEXT, attendance TEXT, proxy TEXT, person TEXT
);
CREATE TABLE items (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings(id), key TEXT NOT NULL UNIQUE,
  kind TEXT, number INTEGER, label TEXT, title TEXT, heading_path TEXT, proposer TEXT, description TEXT,
  proposal TEXT, page INTEGER
);
CREATE TABLE speeches (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings(id), key TEXT NOT NULL UNIQUE,
  item_id INTEGER REFERENCES items(id), attendee_id INTEGER REFERENCES attendees(id),
  speaker TEXT, text TEXT NOT NULL, page INTEGER
);
CREATE TABLE rulings (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings(id), key TEXT NOT NULL UNIQUE,
  item_id INTEGER REFERENCES items(id), label TEXT, outcome TEXT, text TEXT NOT NULL, assignee TEXT, page INTEGER
);
CREATE TABLE follow_ups (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meetings(id), key TEXT NOT NULL UNIQUE,
  item_id INTEGER REFERENCES items(id), number TEXT, meeting_date TEXT, directive TEXT NOT NULL, progress TEXT,
  assignee TEXT, status TEXT, status_text TEXT, ruled_status TEXT, page INTEGER
);
CREATE INDEX meetings_document ON meetings (document_id);
CREATE INDEX attendees_meeting ON attendees (meeting_id);
CREATE INDEX items_meeting ON items (meeting_id);
CREATE INDEX speeches_meeting ON speeches (meeting_id);
CREATE INDEX rulings_meeting ON rulings (meeting_id);
CREATE INDEX follow_ups_meeting ON follow_ups (meeting_id);
CREATE VIEW decisions AS
  SELECT r.key, m.date, substr(m.date, 1, 4) AS year, m.body, m.session, i.title AS item, r.label, r.outcome, r.text, r.assignee
  FROM rulings r JOIN meetings m ON m.id = r.meeting_id LEFT JOIN items i ON i.id = r.item_id;
CREATE VIEW open_follow_ups AS
  SELECT f.key, m.date, m.body, m.session, f.number, f.directive, f.progress, f.assignee, f.status
  FROM follow_ups f JOIN meetings m ON m.id = f.meeting_id
  WHERE coalesce(nullif(f.ruled_status, 'unknown'), f.status) = 'open';
