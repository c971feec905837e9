import type { Migration } from '../../migrations/migration.ts'

/** What running directories takes: tokens and secrets that end, endpoints that fail, roles, removal and pruning. */
export const operation: Migration = {
  number: 2,
  name: 'operation',
  statements: `
    ALTER TABLE directory ADD COLUMN removed_at TEXT;

    ALTER TABLE token ADD COLUMN expires_at INTEGER;
    ALTER TABLE token ADD COLUMN last_used_at INTEGER;

    ALTER TABLE endpoint ADD COLUMN failing_since INTEGER;
    ALTER TABLE endpoint ADD COLUMN disabled_reason TEXT;
    UPDATE endpoint SET secrets = (
      SELECT json_group_array(json_object('secret', s.value)) FROM json_each(endpoint.secrets) s);

    CREATE TABLE role_assignment (
      directory_id TEXT NOT NULL REFERENCES directory (directory_id),
      group_id TEXT NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (directory_id, group_id, role)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX delivery_event ON delivery (directory_id, sequence);
  `,
}
