import type { Migration } from '../../migrations/migration.ts'

/**
 * Directories, resources with their index and member rows, events and the delivery queue.
 *
 * `attribute_value` answers filters, `unique_value` keeps what must be unique. The `position` of a member is its rowid,
 * which every index of the table ends with: `member_order` lists a group in order.
 */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  statements: `
    CREATE TABLE organization (
      id TEXT NOT NULL PRIMARY KEY,
      created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE directory (
      directory_id TEXT NOT NULL PRIMARY KEY,
      organization_id TEXT NOT NULL REFERENCES organization (id),
      name TEXT NOT NULL,
      provider TEXT NOT NULL,
      profile TEXT NOT NULL,
      enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE token (
      directory_id TEXT NOT NULL REFERENCES directory (directory_id),
      hash BLOB NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (directory_id, hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE endpoint (
      directory_id TEXT NOT NULL REFERENCES directory (directory_id),
      id TEXT NOT NULL,
      url TEXT NOT NULL,
      secrets TEXT NOT NULL,
      event_types TEXT NOT NULL,
      enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      created_at TEXT NOT NULL,
      PRIMARY KEY (directory_id, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE directory_seq (
      directory_id TEXT NOT NULL PRIMARY KEY,
      sequence INTEGER NOT NULL,
      change INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE resource_count (
      directory_id TEXT NOT NULL,
      type TEXT NOT NULL,
      total INTEGER NOT NULL CHECK (total >= 0),
      PRIMARY KEY (directory_id, type)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE resource (
      directory_id TEXT NOT NULL,
      id TEXT NOT NULL,
      type TEXT NOT NULL,
      position INTEGER NOT NULL,
      version INTEGER NOT NULL,
      doc TEXT NOT NULL,
      PRIMARY KEY (directory_id, id)
    ) STRICT;
    CREATE UNIQUE INDEX resource_order ON resource (directory_id, type, position);

    CREATE TABLE attribute_value (
      directory_id TEXT NOT NULL,
      type TEXT NOT NULL,
      path TEXT NOT NULL,
      value TEXT NOT NULL,
      label TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      PRIMARY KEY (directory_id, type, path, value, label, resource_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unique_value (
      directory_id TEXT NOT NULL,
      type TEXT NOT NULL,
      path TEXT NOT NULL,
      value TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      PRIMARY KEY (directory_id, type, path, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE member (
      position INTEGER PRIMARY KEY,
      directory_id TEXT NOT NULL,
      group_id TEXT NOT NULL,
      member_id TEXT NOT NULL,
      type TEXT,
      display TEXT
    ) STRICT;
    CREATE UNIQUE INDEX member_once ON member (directory_id, group_id, member_id);
    CREATE INDEX member_order ON member (directory_id, group_id);
    CREATE INDEX member_groups ON member (directory_id, member_id);

    CREATE TABLE event (
      directory_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      id TEXT NOT NULL,
      type TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      at TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (directory_id, sequence)
    ) STRICT;

    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY,
      directory_id TEXT NOT NULL,
      endpoint_id TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'pending', 'delivered', 'failed')),
      attempt INTEGER NOT NULL,
      next_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX delivery_due ON delivery (directory_id, endpoint_id, next_at) WHERE state = 'pending';
    CREATE INDEX delivery_open ON delivery (directory_id, endpoint_id, resource_id, sequence)
      WHERE state IN ('waiting', 'pending');

    CREATE TABLE attempt (
      delivery_id INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      directory_id TEXT NOT NULL,
      result TEXT NOT NULL CHECK (result IN ('delivered', 'failed')),
      status INTEGER,
      error TEXT,
      duration_ms INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (directory_id, delivery_id, attempt)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
      directory_id TEXT NOT NULL,
      change INTEGER NOT NULL,
      at TEXT NOT NULL,
      operation TEXT NOT NULL,
      cause TEXT NOT NULL,
      type TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      attributes TEXT NOT NULL,
      PRIMARY KEY (directory_id, change)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE probe (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at INTEGER NOT NULL
    ) STRICT;
  `,
}
