import GRDB

/// The tables of the search index. All in them is made from notices, and can be made again: see `SearchIndex.rebuild`.
enum SearchSchema {
    /// - `search_index` holds the words and marks of notices, without the texts. Its row ids are those of the entries.
    /// - `search_entries` holds a row for each row of the index. An entry whose notice is NULL is dead: the notice was
    ///   indexed anew, or left. Its postings stay until the index is rebuilt.
    /// - `search_pending` names the notices whose entry is not up to date. Triggers fill it.
    /// - `search_state` says in what way the index was made.
    static let tables = """
        CREATE VIRTUAL TABLE search_index USING fts5(body, marks, content='', tokenize='jikenbo');
        INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 33554432);

        CREATE TABLE search_entries (
          id INTEGER PRIMARY KEY,
          notice INTEGER UNIQUE,
          "case" INTEGER,
          packed INTEGER NOT NULL,
          data INTEGER NOT NULL,
          people INTEGER,
          lag INTEGER
        );
        CREATE INDEX search_entries_by_case ON search_entries ("case");
        CREATE INDEX search_entries_dead ON search_entries (id) WHERE notice IS NULL;

        CREATE TABLE search_pending (notice INTEGER PRIMARY KEY);

        CREATE TABLE search_state (makeup TEXT NOT NULL);
        """

    /// Fewer and larger merges: with SQLite's own four, every word of a casebook of a million notices was written five times.
    static let merging = """
        INSERT INTO search_index (search_index, rank) VALUES ('hashsize', \(SearchIndex.heldBytes));
        INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8);
        """

    /// Fewer still: sixteen pieces of 8,000 notices become one, and these become one at the end of adding. Only where twice
    /// as many pieces were left would adding stop until they are merged.
    static let fewerMerges = """
        INSERT INTO search_index (search_index, rank) VALUES ('automerge', 16);
        INSERT INTO search_index (search_index, rank) VALUES ('crisismerge', 32);
        """

    /// What figures count, besides: `SearchDetails`.
    static let details = """
        ALTER TABLE search_entries ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE search_entries ADD COLUMN measures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE search_entries ADD COLUMN lags INTEGER NOT NULL DEFAULT 0;
        """

    /// `search_changes` counts how often entries were buried, or all of them made anew: see `KeptEntries`.
    static let changes = """
        CREATE TABLE search_changes (number INTEGER NOT NULL);
        INSERT INTO search_changes (number) VALUES (0);
        """

    /// Whatever changes what is found of a notice makes it pending. OR IGNORE would not do: a conflict clause of the statement
    /// that sets a trigger off outranks it.
    static let triggers =
        ["bodies", "case_notices", "corrections"].map { table in
            ["INSERT", "UPDATE"].map { event in trigger(table, event, "NEW.notice") }.joined()
        }.joined() + trigger("case_notices", "DELETE", "OLD.notice") + trigger("notices", "UPDATE", "NEW.id")

    private static func trigger(_ table: String, _ event: String, _ notice: String) -> String {
        """
        CREATE TRIGGER \(table)_\(event.lowercased())_is_searched AFTER \(event) ON \(table)
        BEGIN
          INSERT INTO search_pending (notice)
          SELECT \(notice) WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE notice = \(notice));
        END;

        """
    }

    /// Of a casebook that had notices before it had an index. The index itself is made when it is first asked for.
    static let allPending = "INSERT OR IGNORE INTO search_pending (notice) SELECT id FROM notices;"
}
