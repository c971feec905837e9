import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { addSqliteFunctions } from './sqlite-functions.ts'

/**
 * Opens the database file for durable writes: WAL, `synchronous=FULL`, checked pages and the newest schema; makes the
 * file and its folder when they are missing.
 *
 * @throws Error naming the file and what to do, when it cannot be written, is damaged or is no such database.
 */
export const openDatabase = (file: string): Database.Database => {
  let db: Database.Database | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    db = new Database(file, { timeout: 5000 })
    requireVersion(db)
    configure(db)
    addSqliteFunctions(db)
    checkIntegrity(db, statSync(file).size)
    migrate(db, migrations)
    return db
  } catch (error) {
    db?.close()
    throw new Error(`Cannot open the database "${file}": ${reason(error)}`, { cause: error })
  }
}

const OLDEST = [3, 51, 3] as const

// Older versions can lose committed writes when a checkpoint resets the WAL beside a writer (fixed in 3.51.3).
const requireVersion = (db: Database.Database): void => {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  const firstDifference = OLDEST.findIndex((part, index) => part !== parts[index])
  if (firstDifference >= 0 && (parts[firstDifference] ?? 0) < (OLDEST[firstDifference] ?? 0))
    throw new Error(`SQLite ${version} is too old: ${OLDEST.join('.')} or newer is needed.`)
}

const configure = (db: Database.Database): void => {
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal')
    throw new Error(`it cannot keep a write-ahead log (${mode}). Use a file on a local disk.`)
  // better-sqlite3 falls back to NORMAL in WAL mode, which does not sync at commit, unless it is told otherwise.
  db.pragma('synchronous = FULL')
  // 16 MB of log before it is copied back: what many commits change is copied once.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('foreign_keys = ON')
  db.pragma('mmap_size = 0')
  db.pragma('cell_size_check = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cache_size = -65536')
  db.pragma('temp_store = MEMORY')
  if (db.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('it does not sync at commit: synchronous=FULL was refused.')
  if (db.pragma('foreign_keys', { simple: true }) !== 1)
    throw new Error('foreign_keys was refused.')
}

// About a second of reading; of a larger file only the tables that everything hangs on are checked.
const MAX_CHECKED_BYTES = 256 * 1024 ** 2
const VITAL_TABLES = ['migration', 'directory', 'token', 'endpoint', 'directory_seq']

const checkIntegrity = (db: Database.Database, bytes: number): void => {
  const checks =
    bytes > MAX_CHECKED_BYTES
      ? VITAL_TABLES.map((table) => `quick_check(${table})`)
      : ['quick_check(1)']
  for (const check of checks) {
    const found = db.pragma(check, { simple: true })
    if (found === 'ok') continue
    const complaint = String(found).split('\n').at(-1)
    throw new Error(`it is damaged (${complaint}). Restore it from a backup.`)
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES:
    'its folder is not writable. Give this process write access to it, or choose another file.',
  EROFS: 'its folder is read-only. Choose a file on a writable disk.',
  EEXIST: 'its folder is a file. Choose another path.',
  ENOTDIR: 'a part of its path is a file. Choose another path.',
  SQLITE_CANTOPEN:
    'the file cannot be opened or made. Give this process write access to it and its folder, or choose another file.',
  SQLITE_READONLY:
    'the file or its folder is read-only. Give this process write access to both, or choose another file.',
  SQLITE_NOTADB: 'it is not an SQLite database. Choose another file, or restore it from a backup.',
  SQLITE_CORRUPT: 'it is damaged. Restore it from a backup.',
  SQLITE_BUSY: 'another process holds it locked. Stop that process and start again.',
  SQLITE_FULL: 'the disk is full. Free some space and start again.',
}

const reason = (error: unknown): string => {
  const { code = '', message } = error as Error & { code?: string }
  const primary = code.split('_').slice(0, 2).join('_')
  return ADVICE[code] ?? ADVICE[primary] ?? message
}
