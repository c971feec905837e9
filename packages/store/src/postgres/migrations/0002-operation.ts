import type { Migration } from '../../migrations/migration.ts'

/** What running directories takes: tokens and secrets that end, endpoints that fail, roles, removal and pruning. */
export const operation: Migration = {
  number: 2,
  name: 'operation',
  statements: `
    ALTER TABLE directory ADD COLUMN removed_at TEXT COLLATE "C";

    ALTER TABLE token ADD COLUMN expires_at BIGINT;
    ALTER TABLE token ADD COLUMN last_used_at BIGINT;

    ALTER TABLE endpoint ADD COLUMN failing_since BIGINT;
    ALTER TABLE endpoint ADD COLUMN disabled_reason TEXT COLLATE "C";
    UPDATE endpoint SET secrets = (
      SELECT coalesce(json_agg(json_build_object('secret', s)), '[]'::json)::text
      FROM json_array_elements_text(endpoint.secrets::json) s);

    CREATE TABLE role_assignment (
      directory_id TEXT COLLATE "C" NOT NULL REFERENCES directory (directory_id),
      group_id TEXT COLLATE "C" NOT NULL,
      role TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY (directory_id, group_id, role)
    );

    CREATE INDEX delivery_event ON delivery (directory_id, sequence);
  `,
}
