import type { Database } from './database.ts'
import { locked } from './migrate.ts'

const TABLES = [
  ...['resource', 'attribute_value', 'unique_value', 'member', 'resource_count'],
  ...['event', 'audit', 'attempt', 'delivery', 'directory_seq', 'role_assignment'],
]

const POLICY = 'scimwright_directory'

/**
 * Makes the database show each transaction only the rows of its directory, as the policies of the tables say; without
 * it the policies stay, but do not count.
 */
export const setRowLevelSecurity = (database: Database, isWanted: boolean): Promise<void> =>
  locked(database, async ({ run }) => {
    const rows = await run<{ relname: string; relrowsecurity: boolean }>(
      {
        text: `SELECT relname, relrowsecurity FROM pg_class
          WHERE relnamespace = current_schema()::regnamespace AND relname = ANY ($1)`,
      },
      [TABLES],
    )
    const known = rows.filter(({ relrowsecurity }) => relrowsecurity !== isWanted)
    for (const { relname } of known)
      for (const text of isWanted ? enable(relname) : disable(relname)) await run({ text })
  })

const enable = (table: string): string[] => [
  `DROP POLICY IF EXISTS ${POLICY} ON ${table}`,
  `CREATE POLICY ${POLICY} ON ${table} USING (
    current_setting('scimwright.directory_id', TRUE) IN (directory_id, '*'))`,
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
]

const disable = (table: string): string[] => [
  `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`,
]
