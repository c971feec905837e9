import { resolve } from 'node:path'
import { backupSqlite, restoreSqlite } from '@scimwright/store'
import { databaseFile, readConfig } from './config.ts'

/** `backup <file>` copies the database of the configuration while it is in use; `restore <file>` puts a copy in its place. */
const main = async ([command, path]: readonly (string | undefined)[]): Promise<void> => {
  const database = databaseFile(readConfig(process.env))
  if (database === undefined)
    throw new Error('DATABASE_URL is PostgreSQL: use pg_dump and pg_restore, see docs/scaling.md.')
  if (path === undefined) throw new Error('Say which file: npm run backup -w provider -- <file>')
  // npm runs scripts in the folder of their workspace; the file is meant from where it was called.
  const file = resolve(process.env.INIT_CWD ?? '.', path)
  if (command === 'restore') await restoreSqlite({ from: file, to: database })
  else await backupSqlite({ from: database, to: file })
  console.log(
    `${command === 'restore' ? 'Restored from' : 'Backed up to'} ${file}. The key that webhook secrets are sealed with is not in it: keep ${database}.key, or SCIMWRIGHT_ENCRYPTION_KEYS.`,
  )
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
