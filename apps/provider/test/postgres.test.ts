import { randomBytes } from 'node:crypto'
import { afterAll, expect, test, vi } from 'vitest'
import { engines } from '../../../packages/store/test/engines.ts'
import { startPostgres } from '../../../packages/store/test/start-postgres.ts'
import { patch, startApplication, startProvider, user } from './provider.ts'

const hasPostgres = engines.some(({ name }) => name === 'PostgreSQL')
const server = hasPostgres ? await startPostgres({ isDurable: false }) : undefined
afterAll(() => server?.stop())

let databases = 0
const newDatabase = async (): Promise<string> => {
  databases += 1
  await server?.query(`CREATE DATABASE provider_${databases}`)
  return server?.url(`provider_${databases}`) ?? ''
}

test.runIf(server)(
  'several processes on one database share tokens, users and the work',
  async () => {
    const application = await startApplication()
    const env = {
      DATABASE_URL: await newDatabase(),
      SCIMWRIGHT_ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
      SCIMWRIGHT_WEBHOOK_URL: application.url,
    }
    const one = await startProvider(env)
    const other = await startProvider({ ...env, SCIMWRIGHT_WEBHOOK_URL: '' })
    const ids: string[] = []
    for (let index = 0; index < 50; index += 1) {
      const { scim } = index % 2 ? one : other
      ids.push((await scim('POST', '/Users', user(`u${index}`))).body.id)
    }
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 ? other : one).scim(
          'PATCH',
          `/Users/${id}`,
          patch({ op: 'replace', path: 'active', value: false }),
        ),
      ),
    )
    await vi.waitFor(() => expect(application.arrived.length).toBeGreaterThanOrEqual(100), 15_000)
    const events = application.arrived.map(({ body }) => JSON.parse(body))
    // Each attempt once: no lease ran out.
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    for (const id of ids) {
      const own = events.filter(({ data }) => data.id === id)
      expect(own.map(({ data }) => data.version)).toEqual([1, 2])
    }
    const sequences = events.map(({ sequence }) => sequence).sort((a, b) => a - b)
    expect(sequences).toEqual(Array.from({ length: 100 }, (_, index) => index + 2))
  },
  60_000,
)

test.runIf(server)(
  'a token that one process takes away is of no use at another a moment later',
  async () => {
    const env = {
      DATABASE_URL: await newDatabase(),
      SCIMWRIGHT_ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
      SCIMWRIGHT_ROW_LEVEL_SECURITY: 'true',
    }
    const one = await startProvider(env)
    const other = await startProvider(env)
    expect((await other.scim('GET', '/Users')).status).toBe(200)
    const [secret] = (await one.api('GET', '/directories/dir_demo/secrets')).body.data
    await one.api('DELETE', `/directories/dir_demo/secrets/${secret.id}`)
    expect((await one.scim('GET', '/Users')).status).toBe(401)
    await vi.waitFor(async () => expect((await other.scim('GET', '/Users')).status).toBe(401), 8000)
  },
  30_000,
)
