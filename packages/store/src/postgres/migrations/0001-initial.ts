import type { Migration } from '../../migrations/migration.ts'

/**
 * The tables of the SQLite schema. Texts compare by code point. `comparable` is what filters look into; a column that
 * is called `_folded` is NULL where folding changes nothing.
 */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  statements: `
    CREATE TABLE organization (
      id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
      created_at TEXT COLLATE "C" NOT NULL
    );

    CREATE TABLE directory (
      directory_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
      organization_id TEXT COLLATE "C" NOT NULL REFERENCES organization (id),
      name TEXT COLLATE "C" NOT NULL,
      provider TEXT COLLATE "C" NOT NULL,
      profile TEXT COLLATE "C" NOT NULL,
      enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      created_at TEXT COLLATE "C" NOT NULL
    );

    CREATE TABLE token (
      directory_id TEXT COLLATE "C" NOT NULL REFERENCES directory (directory_id),
      hash BYTEA NOT NULL,
      created_at TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, hash)
    );

    CREATE TABLE endpoint (
      directory_id TEXT COLLATE "C" NOT NULL REFERENCES directory (directory_id),
      id TEXT COLLATE "C" NOT NULL,
      url TEXT COLLATE "C" NOT NULL,
      secrets TEXT COLLATE "C" NOT NULL,
      event_types TEXT COLLATE "C" NOT NULL,
      enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      created_at TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, id)
    );

    CREATE TABLE directory_seq (
      directory_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
      sequence BIGINT NOT NULL,
      change BIGINT NOT NULL
    ) WITH (fillfactor = 50);

    CREATE TABLE resource_count (
      directory_id TEXT COLLATE "C" NOT NULL,
      type TEXT COLLATE "C" NOT NULL,
      total BIGINT NOT NULL CHECK (total >= 0),
      PRIMARY KEY (directory_id, type)
    );

    CREATE TABLE resource (
      directory_id TEXT COLLATE "C" NOT NULL,
      id TEXT COLLATE "C" NOT NULL,
      id_folded TEXT COLLATE "C",
      type TEXT COLLATE "C" NOT NULL,
      position BIGINT NOT NULL,
      version BIGINT NOT NULL,
      doc TEXT NOT NULL,
      comparable JSONB NOT NULL,
      PRIMARY KEY (directory_id, id)
    );
    CREATE UNIQUE INDEX resource_order ON resource (directory_id, type, position);

    CREATE TABLE attribute_value (
      directory_id TEXT COLLATE "C" NOT NULL,
      type TEXT COLLATE "C" NOT NULL,
      path TEXT COLLATE "C" NOT NULL,
      value TEXT COLLATE "C" NOT NULL,
      label TEXT COLLATE "C" NOT NULL,
      resource_id TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, type, path, value, label, resource_id)
    );

    CREATE TABLE unique_value (
      directory_id TEXT COLLATE "C" NOT NULL,
      type TEXT COLLATE "C" NOT NULL,
      path TEXT COLLATE "C" NOT NULL,
      value TEXT COLLATE "C" NOT NULL,
      resource_id TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, type, path, value)
    );

    CREATE TABLE member (
      directory_id TEXT COLLATE "C" NOT NULL,
      group_id TEXT COLLATE "C" NOT NULL,
      member_id TEXT COLLATE "C" NOT NULL,
      position BIGINT GENERATED ALWAYS AS IDENTITY,
      type TEXT COLLATE "C",
      display TEXT COLLATE "C",
      member_id_folded TEXT COLLATE "C",
      type_folded TEXT COLLATE "C",
      display_folded TEXT COLLATE "C",
      PRIMARY KEY (directory_id, group_id, member_id)
    );
    CREATE INDEX member_groups ON member (directory_id, member_id);

    CREATE TABLE event (
      directory_id TEXT COLLATE "C" NOT NULL,
      sequence BIGINT NOT NULL,
      id TEXT COLLATE "C" NOT NULL,
      type TEXT COLLATE "C" NOT NULL,
      resource_id TEXT COLLATE "C" NOT NULL,
      at TEXT COLLATE "C" NOT NULL,
      body TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, sequence)
    );

    CREATE TABLE delivery (
      id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      directory_id TEXT COLLATE "C" NOT NULL,
      endpoint_id TEXT COLLATE "C" NOT NULL,
      resource_id TEXT COLLATE "C" NOT NULL,
      sequence BIGINT NOT NULL,
      state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'pending', 'delivered', 'failed')),
      attempt INTEGER NOT NULL,
      next_at BIGINT NOT NULL
    );
    CREATE INDEX delivery_due ON delivery (directory_id, endpoint_id, next_at) WHERE state = 'pending';
    CREATE INDEX delivery_open ON delivery (directory_id, endpoint_id, resource_id, sequence)
      WHERE state IN ('waiting', 'pending');

    CREATE TABLE attempt (
      delivery_id BIGINT NOT NULL,
      attempt INTEGER NOT NULL,
      directory_id TEXT COLLATE "C" NOT NULL,
      result TEXT COLLATE "C" NOT NULL CHECK (result IN ('delivered', 'failed')),
      status INTEGER,
      error TEXT COLLATE "C",
      duration_ms INTEGER NOT NULL,
      at BIGINT NOT NULL,
      PRIMARY KEY (directory_id, delivery_id, attempt)
    );

    CREATE TABLE audit (
      directory_id TEXT COLLATE "C" NOT NULL,
      change BIGINT NOT NULL,
      at TEXT COLLATE "C" NOT NULL,
      operation TEXT COLLATE "C" NOT NULL,
      cause TEXT COLLATE "C" NOT NULL,
      type TEXT COLLATE "C" NOT NULL,
      resource_id TEXT COLLATE "C" NOT NULL,
      version BIGINT NOT NULL,
      attributes TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, change)
    );

    CREATE TABLE probe (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at BIGINT NOT NULL
    );
  `,
}
