import type { Migration } from '../../migrations/migration.ts'

/** Documents and events are compressed with LZ4, where the server has it: that costs a third of what PGLZ does. */
export const quickCompression: Migration = {
  number: 4,
  name: 'quick compression',
  statements: `
    DO $$
    BEGIN
      ALTER TABLE resource ALTER COLUMN doc SET COMPRESSION lz4;
      ALTER TABLE resource ALTER COLUMN comparable SET COMPRESSION lz4;
      ALTER TABLE event ALTER COLUMN body SET COMPRESSION lz4;
    EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
      RAISE NOTICE 'This server has no LZ4.';
    END
    $$;
  `,
}
