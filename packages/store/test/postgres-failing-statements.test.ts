import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { commands } from './commands.ts'
import {
  hasPostgres,
  postgresDatabase,
  sharedPostgres,
  stopServerAtTheEnd,
  type TestDatabase,
} from './engines.ts'
import { DIRECTORY, describeEverything } from './resources.ts'

type When = 'before' | 'after'

// As a failure on the server: what was sent behind it finds the transaction aborted.
const FAILURE = 'SELECT 1 / 0'
const INJECTED = /^(division by zero|current transaction is aborted)/

/** Makes the n-th statement of the store fail, before or after it has done its work. */
const injectFailures = () => {
  let countdown = Number.POSITIVE_INFINITY
  let when: When = 'before'
  const send = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [{ text, values }] = args as [{ text?: string; values?: unknown }]
    const run = (): Promise<unknown> => Reflect.apply(send, this, args)
    // What the test asks itself has no values beside it.
    if (values === undefined) return run()
    countdown -= 1
    if (countdown !== 0) return run()
    if (when === 'before') return Reflect.apply(send, this, [FAILURE])
    // What fails after COMMIT has been committed: the answer is lost, not the write.
    if (text === 'COMMIT') return run()
    return Promise.all([run(), Reflect.apply(send, this, [FAILURE])])
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

/** A query for every row of every table. */
const queryForAll = async ({ rows }: TestDatabase): Promise<string> => {
  const tables = await rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  )
  return `${tables
    .map(({ name }) => `SELECT '${name}' AS name, t::text AS row FROM "${name}" t`)
    .join(' UNION ALL ')} ORDER BY name, row`
}

stopServerAtTheEnd()

describe.skipIf(!hasPostgres).each<When>(['before', 'after'])(
  'a statement that fails %s its work',
  (mode) => {
    it('leaves no part of the write it belongs to, whichever it is', {
      timeout: 120_000,
    }, async () => {
      const failures = injectFailures()
      const database = await postgresDatabase(await sharedPostgres())
      const { directories } = await database.open({ describe: describeEverything })
      await directories.create({
        id: DIRECTORY,
        organizationId: 'org_1',
        name: 'Example',
        provider: 'OKTA',
        profile: 'okta',
        enabled: true,
      })
      await directories.putEndpoint({
        id: 'ep_1',
        directoryId: DIRECTORY,
        url: 'https://app.example.com',
        secrets: [],
        eventTypes: [],
        enabled: true,
      })
      const everything = await queryForAll(database)
      for (const [title, write] of Object.entries(commands)) {
        // One that has written nothing yet reads a directory before it adds to it.
        const store = await database.open({ describe: describeEverything })
        let failed = 0
        for (let n = 1; ; n += 1) {
          const before = await database.rows(everything)
          failures.failAt(n, mode)
          const outcome = await store.write(DIRECTORY, write).then(
            (result) => result.outcome,
            (error: Error) => error.message,
          )
          failures.stop()
          if (!INJECTED.test(outcome)) {
            expect([title, outcome]).toEqual([title, 'written'])
            break
          }
          failed += 1
          expect([title, n, await database.rows(everything)]).toEqual([title, n, before])
        }
        expect(failed).toBeGreaterThan(3)
      }
      const versions = await checkDatabase(database)
      expect(Object.fromEntries(versions)).toEqual({ u1: 3, g1: 5 })
    })
  },
)
