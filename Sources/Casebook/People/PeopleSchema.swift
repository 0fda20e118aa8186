/// The tables of people and their rights. They are no part of an export: whoever gets one gets nobody's password.
enum PeopleSchema {
    static let tables = """
        CREATE TABLE users (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          folded TEXT NOT NULL UNIQUE,
          role TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'admin')),
          password TEXT,
          created_at INTEGER NOT NULL,
          disabled_at INTEGER
        );

        CREATE TABLE sessions (
          id INTEGER PRIMARY KEY,
          sha256 BLOB NOT NULL UNIQUE,
          user INTEGER NOT NULL REFERENCES users,
          created_at INTEGER NOT NULL,
          seen_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL
        );
        CREATE INDEX sessions_by_user ON sessions (user);
        CREATE INDEX sessions_by_expiry ON sessions (expires_at);

        CREATE TABLE api_tokens (
          id INTEGER PRIMARY KEY,
          sha256 BLOB NOT NULL UNIQUE,
          user INTEGER NOT NULL REFERENCES users,
          name TEXT NOT NULL,
          scopes TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          used_at INTEGER,
          revoked_at INTEGER
        );
        CREATE INDEX api_tokens_by_user ON api_tokens (user);

        CREATE TABLE login_links (
          sha256 BLOB PRIMARY KEY,
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          used_at INTEGER
        ) WITHOUT ROWID;
        """
}
