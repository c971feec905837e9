import Database, { type Statement } from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { commands } from './commands.ts'
import { sqliteDatabase } from './engines.ts'
import { DIRECTORY, describeEverything } from './resources.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

type When = 'before' | 'after'

/** Makes the n-th statement that runs fail, before or after it has done its work. */
const injectFailures = () => {
  let countdown = Number.POSITIVE_INFINITY
  let when: When = 'before'
  const guarded =
    (run: (...values: unknown[]) => unknown, text: string) =>
    (...values: unknown[]) => {
      countdown -= 1
      // What fails after COMMIT has been committed: the answer is lost, not the write.
      const fails = countdown === 0 && !(when === 'after' && text === 'COMMIT')
      if (fails && when === 'before') throw new Error('injected')
      const result = run(...values)
      if (fails) throw new Error('injected')
      return result
    }
  const prepare = Database.prototype.prepare
  const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (
    this: Database.Database,
    text: string,
  ) {
    const statement = prepare.call(this, text)
    for (const name of ['run', 'get', 'all'] as const)
      Object.defineProperty(statement, name, {
        value: guarded(statement[name].bind(statement) as () => unknown, text),
      })
    return statement as Statement<unknown[]>
  })
  onTestFinished(() => spy.mockRestore())
  return {
    failAt: (n: number, mode: When) => {
      countdown = n
      when = mode
    },
    stop: () => {
      countdown = Number.POSITIVE_INFINITY
    },
  }
}

const dump = (file: string): string => {
  const db = new Database(file, { readonly: true })
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
    return JSON.stringify(tables.map((name) => db.prepare(`SELECT * FROM "${name}"`).all()))
  } finally {
    db.close()
  }
}

describe.each<When>(['before', 'after'])('a statement that fails %s its work', (mode) => {
  it('leaves no part of the write it belongs to, whichever it is', async () => {
    const failures = injectFailures()
    const file = `${temporaryFolder()}/store.db`
    const store = temporaryStore({ file, describe: describeEverything })
    await store.directories.create({
      id: DIRECTORY,
      organizationId: 'org_1',
      name: 'Example',
      provider: 'OKTA',
      profile: 'okta',
      enabled: true,
    })
    await store.directories.putEndpoint({
      id: 'ep_1',
      directoryId: DIRECTORY,
      url: 'https://app.example.com',
      secrets: [],
      eventTypes: [],
      enabled: true,
    })
    for (const [title, write] of Object.entries(commands)) {
      let failed = 0
      for (let n = 1; ; n += 1) {
        const before = dump(file)
        failures.failAt(n, mode)
        const outcome = await store.write(DIRECTORY, write).then(
          (result) => result.outcome,
          (error: Error) => error.message,
        )
        failures.stop()
        if (outcome !== 'injected') {
          expect([title, outcome]).toEqual([title, 'written'])
          break
        }
        failed += 1
        expect(dump(file)).toBe(before)
      }
      expect(failed).toBeGreaterThan(8)
    }
    const versions = await checkDatabase(sqliteDatabase(file))
    expect(Object.fromEntries(versions)).toEqual({ u1: 3, g1: 5 })
  })
})
