"""The tables of a catalogue's file."""

FORMAT = 1
"""What is written as the file's user_version; raised when an older program could not read it."""
SEVERAL = "\n"
"""Between several texts of one column."""
SCHEMA = """
CREATE TABLE department (id INTEGER PRIMARY KEY, name TEXT NOT NULL, items INTEGER NOT NULL);
CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT NOT NULL, items INTEGER NOT NULL);
CREATE TABLE item (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, department INTEGER NOT NULL, service TEXT NOT NULL,
    name_en TEXT NOT NULL, events TEXT NOT NULL, popularity INTEGER NOT NULL, who TEXT NOT NULL, papers TEXT NOT NULL,
    legal TEXT NOT NULL, promised TEXT NOT NULL, fee TEXT NOT NULL, place TEXT NOT NULL, on_the_spot INTEGER NOT NULL,
    basis TEXT NOT NULL
);
CREATE TABLE event_item (event INTEGER, item INTEGER, PRIMARY KEY (event, item)) WITHOUT ROWID;
CREATE TABLE other_name (item INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE reading (character TEXT NOT NULL, syllables TEXT NOT NULL);
CREATE TABLE texts (name TEXT NOT NULL, codes BLOB NOT NULL, owners BLOB NOT NULL);
CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE line_item (line INTEGER, item INTEGER, PRIMARY KEY (line, item)) WITHOUT ROWID;
CREATE VIRTUAL TABLE line_words USING fts5(text, content='line', content_rowid='id', tokenize='trigram');
"""
INDEXES = (
    "CREATE UNIQUE INDEX item_code ON item (code)",
    "CREATE INDEX item_department ON item (department, id)",
    "CREATE INDEX other_name_item ON other_name (item)",
)
