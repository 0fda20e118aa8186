import GRDB

/// The migrations of the casebook file, in order. A migration that was released is never changed: a new one follows it.
/// docs/casebook.md describes the tables.
enum Schema {
    /// "JKNB": what tells a casebook from other SQLite files.
    static let applicationID = 0x4A4B_4E42

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-casebook") { try $0.execute(sql: casebook) }
        migrator.registerMigration("2-linking") { try $0.execute(sql: LinkIndex.tables) }
        migrator.registerMigration("3-search") {
            try $0.execute(sql: SearchSchema.tables + SearchSchema.triggers)
            try SearchIndex.empty($0)
        }
        migrator.registerMigration("4-search-merging") { try $0.execute(sql: SearchSchema.merging) }
        migrator.registerMigration("5-people") { try $0.execute(sql: PeopleSchema.tables) }
        migrator.registerMigration("6-former-numbers") {
            try $0.execute(
                sql: "CREATE INDEX cases_by_merged ON cases (merged_into) WHERE merged_into IS NOT NULL")
        }
        migrator.registerMigration("7-collecting") { try $0.execute(sql: CollectingSchema.tables) }
        migrator.registerMigration("8-adding") {
            try $0.execute(sql: LinkIndex.waitingTables + SearchSchema.fewerMerges + reviewIndexes)
        }
        migrator.registerMigration("9-watching") { try $0.execute(sql: WatchSchema.tables) }
        migrator.registerMigration("10-copies") { try $0.execute(sql: Copies.migration) }
        migrator.registerMigration("11-saving") { try $0.execute(sql: CasebookStore.savingTables) }
        migrator.registerMigration("12-figures") { try $0.execute(sql: SearchSchema.details) }
        migrator.registerMigration("13-search-changes") { try $0.execute(sql: SearchSchema.changes) }
        migrator.registerMigration("14-returning") {
            try $0.execute(
                sql: """
                    ALTER TABLE notices ADD COLUMN reinstated_at INTEGER;
                    ALTER TABLE review_queue ADD COLUMN replaced INTEGER REFERENCES notices;
                    """)
        }
        return migrator
    }

    /// By which filing a notice looks whether people were asked already.
    private static let reviewIndexes = """
        CREATE INDEX review_queue_by_notice ON review_queue (notice) WHERE notice IS NOT NULL;
        CREATE INDEX review_queue_by_other ON review_queue (other) WHERE other IS NOT NULL;
        """

    private static let casebook = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE runs (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          who TEXT NOT NULL,
          action TEXT NOT NULL,
          reader TEXT NOT NULL
        );

        CREATE TABLE originals (
          id INTEGER PRIMARY KEY,
          sha256 BLOB NOT NULL UNIQUE,
          media_type TEXT NOT NULL,
          size INTEGER NOT NULL,
          bytes BLOB NOT NULL
        );

        CREATE TABLE pages (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL,
          version INTEGER NOT NULL,
          original INTEGER NOT NULL REFERENCES originals,
          format TEXT NOT NULL,
          charset TEXT NOT NULL,
          added_at INTEGER NOT NULL,
          UNIQUE (address, version)
        );
        CREATE INDEX pages_by_original ON pages (original);

        CREATE TABLE notices (
          id INTEGER PRIMARY KEY,
          hash TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL DEFAULT 'current' CHECK (state IN ('current', 'superseded', 'excluded')),
          kind TEXT NOT NULL,
          published INTEGER,
          organisation TEXT,
          title TEXT,
          added_at INTEGER NOT NULL,
          superseded_by INTEGER REFERENCES notices
        );
        CREATE INDEX notices_by_publication ON notices (published);

        CREATE TABLE bodies (
          notice INTEGER PRIMARY KEY REFERENCES notices,
          reader TEXT NOT NULL,
          text BLOB NOT NULL,
          record BLOB NOT NULL
        );

        CREATE TABLE page_notices (
          page INTEGER NOT NULL REFERENCES pages,
          start INTEGER NOT NULL,
          end INTEGER NOT NULL,
          notice INTEGER NOT NULL REFERENCES notices,
          PRIMARY KEY (page, start)
        ) WITHOUT ROWID;
        CREATE INDEX page_notices_by_notice ON page_notices (notice);

        CREATE TABLE cases (
          id INTEGER PRIMARY KEY,
          number TEXT NOT NULL UNIQUE,
          year INTEGER,
          serial INTEGER,
          heading TEXT,
          opened_at INTEGER NOT NULL,
          merged_into INTEGER REFERENCES cases,
          UNIQUE (year, serial)
        );
        CREATE INDEX cases_by_heading ON cases (heading) WHERE heading IS NOT NULL;

        CREATE TABLE case_notices (
          notice INTEGER PRIMARY KEY REFERENCES notices,
          "case" INTEGER NOT NULL REFERENCES cases,
          how TEXT NOT NULL CHECK (how IN ('machine', 'person')),
          score REAL NOT NULL,
          reasons TEXT NOT NULL
        );
        CREATE INDEX case_notices_by_case ON case_notices ("case");

        CREATE TABLE related_cases (
          "case" INTEGER NOT NULL REFERENCES cases,
          other INTEGER NOT NULL REFERENCES cases,
          kind TEXT NOT NULL,
          how TEXT NOT NULL CHECK (how IN ('machine', 'person')),
          score REAL NOT NULL,
          reasons TEXT NOT NULL,
          PRIMARY KEY ("case", other)
        ) WITHOUT ROWID;
        CREATE INDEX related_cases_by_other ON related_cases (other);

        CREATE TABLE review_queue (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          notice INTEGER REFERENCES notices,
          "case" INTEGER REFERENCES cases,
          other INTEGER REFERENCES cases,
          score REAL NOT NULL,
          reasons TEXT NOT NULL,
          at INTEGER NOT NULL,
          state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected'))
        );
        CREATE INDEX review_queue_open ON review_queue (kind, score) WHERE state = 'open';

        CREATE TABLE edits (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          who TEXT NOT NULL,
          action TEXT NOT NULL,
          target TEXT NOT NULL,
          why TEXT NOT NULL,
          before TEXT NOT NULL,
          after TEXT NOT NULL,
          undone_by INTEGER REFERENCES edits
        );

        CREATE TABLE corrections (
          id INTEGER PRIMARY KEY,
          edit INTEGER NOT NULL REFERENCES edits,
          notice INTEGER NOT NULL REFERENCES notices,
          field TEXT NOT NULL,
          operation TEXT NOT NULL CHECK (operation IN ('set', 'add', 'remove')),
          value TEXT NOT NULL,
          quote TEXT NOT NULL,
          start INTEGER NOT NULL,
          end INTEGER NOT NULL,
          active INTEGER NOT NULL DEFAULT 1
        );
        CREATE INDEX corrections_by_notice ON corrections (notice);

        CREATE TABLE notes (
          id INTEGER PRIMARY KEY,
          edit INTEGER NOT NULL REFERENCES edits,
          notice INTEGER REFERENCES notices,
          "case" INTEGER REFERENCES cases,
          text TEXT NOT NULL,
          active INTEGER NOT NULL DEFAULT 1
        );
        CREATE INDEX notes_by_notice ON notes (notice) WHERE notice IS NOT NULL;
        CREATE INDEX notes_by_case ON notes ("case") WHERE "case" IS NOT NULL;

        CREATE TABLE ledger (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL,
          sha256 BLOB NOT NULL,
          outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'other', 'failed', 'excluded')),
          reason TEXT NOT NULL,
          page INTEGER REFERENCES pages,
          at INTEGER NOT NULL,
          run INTEGER NOT NULL REFERENCES runs,
          UNIQUE (address, sha256)
        );
        CREATE INDEX ledger_by_outcome ON ledger (outcome);

        CREATE TABLE audit (
          seq INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          who TEXT NOT NULL,
          action TEXT NOT NULL,
          subject TEXT NOT NULL,
          detail TEXT NOT NULL,
          hash BLOB NOT NULL
        );
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        """
}
