-- Labels are a model's: see the table about. Ids are given in reading order.
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE stances (
    id TEXT PRIMARY KEY,
    shown_as TEXT NOT NULL,
    caution INTEGER,  -- 1 is the most cautious; null for the neutral label
    definition TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE responses (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    force TEXT NOT NULL,
    inspection TEXT NOT NULL,
    published TEXT,
    due TEXT,
    due_stated INTEGER NOT NULL,
    responded TEXT,
    days_late INTEGER
);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    response INTEGER NOT NULL REFERENCES responses (id),
    source TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    policing_body TEXT
);

CREATE TABLE paragraphs (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    force TEXT NOT NULL,
    place INTEGER NOT NULL,  -- its index in the document
    page INTEGER,
    role TEXT NOT NULL,
    speaker TEXT,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    stance TEXT REFERENCES stances (id),
    confidence REAL,
    abstained INTEGER,  -- 1: the model was too unsure; a person should read it
    evidence TEXT,
    evidence_start INTEGER,
    evidence_end INTEGER,
    awaiting TEXT,
    fingerprint TEXT NOT NULL,
    UNIQUE (document, place)
);

CREATE TABLE probabilities (
    paragraph INTEGER NOT NULL REFERENCES paragraphs (id),
    stance TEXT NOT NULL REFERENCES stances (id),
    probability REAL NOT NULL,
    PRIMARY KEY (paragraph, stance)
) WITHOUT ROWID;

CREATE TABLE secondary_stances (
    paragraph INTEGER NOT NULL REFERENCES paragraphs (id),
    stance TEXT NOT NULL REFERENCES stances (id),
    PRIMARY KEY (paragraph, stance)
) WITHOUT ROWID;

CREATE TABLE recommendations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,  -- its number, or the beginning of its words
    response INTEGER NOT NULL REFERENCES responses (id),
    force TEXT NOT NULL,
    coverage TEXT NOT NULL,  -- answered, remarks_only or not_answered
    stance TEXT REFERENCES stances (id),
    sure INTEGER,  -- 0: only paragraphs on which the model abstained take the stance
    text TEXT NOT NULL,
    deadline TEXT,
    deadline_text TEXT,
    depends_on TEXT,
    days_overdue INTEGER,  -- on the day in about.as_of; negative while it lies ahead
    document INTEGER NOT NULL REFERENCES documents (id),
    page INTEGER
);

CREATE TABLE answers (
    recommendation INTEGER NOT NULL REFERENCES recommendations (id),
    paragraph INTEGER NOT NULL REFERENCES paragraphs (id),
    kind TEXT NOT NULL,  -- answer, or remark: one that may bear on it
    PRIMARY KEY (recommendation, paragraph)
) WITHOUT ROWID;

CREATE TABLE deferrals (
    id INTEGER PRIMARY KEY,  -- in order of urgency
    force TEXT NOT NULL,
    response INTEGER NOT NULL REFERENCES responses (id),
    recommendation INTEGER REFERENCES recommendations (id),
    paragraph INTEGER NOT NULL REFERENCES paragraphs (id),
    awaiting TEXT NOT NULL,
    days_overdue INTEGER,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    main_point INTEGER NOT NULL,
    to_check INTEGER NOT NULL
);

CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (heading, text, content='paragraphs', content_rowid='id', tokenize='porter unicode61');

CREATE VIEW deferral_list AS
SELECT d.force, r.inspection, c.name AS recommendation, c.deadline, c.deadline_text, d.days_overdue, d.awaiting, d.evidence, d.confidence,
    d.to_check, p.speaker, p.page, o.name AS document
FROM deferrals d
JOIN responses r ON r.id = d.response
JOIN paragraphs p ON p.id = d.paragraph
JOIN documents o ON o.id = p.document
LEFT JOIN recommendations c ON c.id = d.recommendation
ORDER BY d.id;

CREATE VIEW not_answered AS
SELECT c.force, r.inspection, c.name AS recommendation, c.coverage, c.text, c.deadline, c.days_overdue
FROM recommendations c
JOIN responses r ON r.id = c.response
WHERE c.coverage <> 'answered'
ORDER BY c.force, r.inspection, c.id;

CREATE VIEW stance_counts AS
SELECT c.force, r.inspection, coalesce(c.stance, c.coverage) AS stance, count(*) AS recommendations, sum(c.sure = 0) AS unsure
FROM recommendations c
JOIN responses r ON r.id = c.response
GROUP BY 1, 2, 3;

CREATE INDEX documents_response ON documents (response);
CREATE INDEX paragraphs_stance ON paragraphs (stance);
CREATE INDEX paragraphs_fingerprint ON paragraphs (fingerprint);
CREATE INDEX recommendations_response ON recommendations (response);
CREATE INDEX answers_paragraph ON answers (paragraph);
CREATE INDEX deferrals_paragraph ON deferrals (paragraph);
CREATE INDEX deferrals_recommendation ON deferrals (recommendation);
