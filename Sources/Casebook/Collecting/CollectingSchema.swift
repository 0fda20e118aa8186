/// The tables of collecting: where notices are looked for, what waits to be fetched, and what is known of each address.
enum CollectingSchema {
    static let tables = """
        CREATE TABLE sources (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('listing', 'page')),
          filter TEXT NOT NULL,
          rules TEXT NOT NULL,
          every INTEGER NOT NULL,
          paused INTEGER NOT NULL DEFAULT 0,
          added_at INTEGER NOT NULL,
          next_at INTEGER NOT NULL,
          visited_at INTEGER,
          succeeded_at INTEGER,
          format TEXT,
          failures INTEGER NOT NULL DEFAULT 0,
          trouble TEXT
        );
        CREATE INDEX sources_by_next ON sources (next_at);

        CREATE TABLE fetch_queue (
          address TEXT PRIMARY KEY,
          source INTEGER REFERENCES sources ON DELETE SET NULL,
          title TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'left')),
          found_at INTEGER NOT NULL,
          next_at INTEGER NOT NULL,
          tries INTEGER NOT NULL DEFAULT 0,
          trouble TEXT
        ) WITHOUT ROWID;
        CREATE INDEX fetch_queue_waiting ON fetch_queue (next_at) WHERE state = 'waiting';
        CREATE INDEX fetch_queue_by_source ON fetch_queue (source, state);

        CREATE TABLE captures (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL,
          at INTEGER NOT NULL,
          etag TEXT,
          modified TEXT,
          sha256 BLOB NOT NULL,
          file TEXT NOT NULL,
          offset INTEGER NOT NULL,
          records INTEGER NOT NULL
        );
        CREATE INDEX captures_by_address ON captures (address);
        """
}
