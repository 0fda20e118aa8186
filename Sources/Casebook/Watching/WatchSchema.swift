/// The tables of watching. They are no part of an export: what was promised to be sent to whom is a matter of this file alone.
enum WatchSchema {
    static let tables = """
        CREATE TABLE watches (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          query TEXT,
          events TEXT NOT NULL,
          digest TEXT NOT NULL CHECK (digest IN ('immediately', 'daily', 'weekly')),
          language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
          feed_sha256 BLOB NOT NULL UNIQUE,
          since INTEGER NOT NULL,
          added_at INTEGER NOT NULL,
          digested_at INTEGER NOT NULL
        );

        CREATE TABLE watch_organisations (
          watch INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
          place INTEGER NOT NULL,
          name TEXT NOT NULL,
          aliases TEXT NOT NULL,
          note TEXT NOT NULL,
          PRIMARY KEY (watch, place)
        ) WITHOUT ROWID;

        CREATE TABLE watch_channels (
          id INTEGER PRIMARY KEY,
          watch INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('mail', 'webhook', 'output')),
          target TEXT NOT NULL,
          style TEXT,
          secret_file TEXT,
          failures INTEGER NOT NULL DEFAULT 0,
          last_error TEXT,
          failed_at INTEGER,
          succeeded_at INTEGER,
          next_at INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX watch_channels_by_watch ON watch_channels (watch);

        CREATE TABLE watch_events (
          id INTEGER PRIMARY KEY,
          key TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,
          place INTEGER NOT NULL,
          at INTEGER NOT NULL,
          "case" INTEGER NOT NULL REFERENCES cases,
          notice INTEGER NOT NULL REFERENCES notices,
          detail TEXT NOT NULL
        );

        CREATE TABLE watch_matches (
          watch INTEGER NOT NULL REFERENCES watches ON DELETE CASCADE,
          event INTEGER NOT NULL REFERENCES watch_events,
          reasons TEXT NOT NULL,
          PRIMARY KEY (watch, event)
        ) WITHOUT ROWID;

        CREATE TABLE watch_messages (
          id INTEGER PRIMARY KEY,
          key TEXT NOT NULL UNIQUE,
          channel INTEGER NOT NULL REFERENCES watch_channels ON DELETE CASCADE,
          state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
          tries INTEGER NOT NULL DEFAULT 0,
          made_at INTEGER NOT NULL,
          next_at INTEGER NOT NULL,
          sent_at INTEGER,
          last_error TEXT
        );
        CREATE INDEX watch_messages_open ON watch_messages (channel, id) WHERE state != 'sent';

        CREATE TABLE watch_deliveries (
          channel INTEGER NOT NULL REFERENCES watch_channels ON DELETE CASCADE,
          event INTEGER NOT NULL REFERENCES watch_events,
          message INTEGER REFERENCES watch_messages ON DELETE CASCADE,
          PRIMARY KEY (channel, event)
        ) WITHOUT ROWID;
        CREATE INDEX watch_deliveries_by_message ON watch_deliveries (message);

        CREATE TABLE watch_state (position INTEGER NOT NULL);
        INSERT INTO watch_state (position) SELECT coalesce(max(seq), 0) FROM audit;

        CREATE TABLE watch_settings (
          name TEXT PRIMARY KEY,
          value TEXT NOT NULL
        ) WITHOUT ROWID;
        """
}
