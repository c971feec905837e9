import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleApp } from './bundle.ts'
import { freePort, startImmortal } from './immortal.ts'
import { startWriter, type Written } from './writer.ts'

/** What is left after the fire. */
export interface Aftermath {
  readonly written: readonly Written[]
  /** Users by id, as the provider has them. */
  readonly users: ReadonlyMap<string, Record<string, unknown>>
  /** Events in order. */
  readonly events: readonly { id: string; sequence: number; type: string }[]
  readonly accounts: readonly Record<string, unknown>[]
  readonly inbox: readonly { id: string; outcome: string }[]
  /** Milliseconds from the last kill until the last event had arrived. */
  readonly settledAfterMs: number
}

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const DIRECTORY_TOKEN = 'directory-token-of-the-fire'
const ADMIN_TOKEN = 'admin-token-of-the-fire'
const WRITERS = 8
const PATIENCE_MS = 90_000

/** Kills provider and receiver in the middle of writes, again and again, and looks at what is left. */
export const underFire = async (kills: number): Promise<Aftermath> => {
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-fire-'))
  const [providerPort, receiverPort] = [await freePort(), await freePort()]
  const receiver = await startImmortal<{ url: string }>({
    name: 'receiver',
    args: [await bundleApp('receiver')],
    env: {
      PORT: String(receiverPort),
      RECEIVER_DB: join(folder, 'receiver.db'),
      WEBHOOK_SECRETS: SECRET,
    },
  })
  const provider = await startImmortal<{ baseUrl: string }>({
    name: 'provider',
    args: [await bundleApp('provider')],
    env: {
      PORT: String(providerPort),
      DATABASE_URL: `sqlite:${join(folder, 'provider.db')}`,
      SCIMWRIGHT_ADMIN_TOKEN: ADMIN_TOKEN,
      SCIMWRIGHT_DIRECTORY_TOKEN: DIRECTORY_TOKEN,
      SCIMWRIGHT_WEBHOOK_URL: `http://127.0.0.1:${receiverPort}/webhooks`,
      SCIMWRIGHT_WEBHOOK_SECRET: SECRET,
      SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: 'true',
      // As fast as the writers can.
      SCIMWRIGHT_REQUESTS_PER_SECOND: '100000',
      // The receiver is away often and not for long.
      SCIMWRIGHT_RETRY_SECONDS: Array.from({ length: 200 }, () => '0.2').join(','),
      SCIMWRIGHT_DELIVERY_TIMEOUT_SECONDS: '1',
      LOG_LEVEL: 'error',
    },
  })
  try {
    const { baseUrl } = provider.ready
    const writers = Array.from({ length: WRITERS }, (_, index) =>
      startWriter(`writer${index}`, baseUrl, DIRECTORY_TOKEN),
    )
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(20 + Math.random() * 100)
      await (kill % 5 === 4 ? receiver : provider).killAndRestart()
    }
    const lastKill = Date.now()
    await sleep(100)
    const written = (await Promise.all(writers.map((writer) => writer.stop()))).flat()
    const left = { baseUrl, receiverUrl: receiver.ready.url }
    const events = await readEvents(left)
    await waitUntilDelivered(left, events.length - 1)
    const settledAfterMs = Date.now() - lastKill
    return {
      written,
      events,
      settledAfterMs,
      users: await readUsers(left),
      ...(await readReceiver(left)),
    }
  } finally {
    await Promise.all([provider.stop(), receiver.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Left {
  readonly baseUrl: string
  readonly receiverUrl: string
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const get = async (url: string, token: string) =>
  (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()

const readEvents = async ({ baseUrl }: Left) => {
  const events: { id: string; sequence: number; type: string }[] = []
  for (let after = 0; ; ) {
    const query = new URLSearchParams({
      directory_id: 'dir_demo',
      after: String(after),
      limit: '1000',
    })
    const { data } = await get(`${new URL(baseUrl).origin}/api/v1/events?${query}`, ADMIN_TOKEN)
    if (data.length === 0) return events
    events.push(...data)
    after = data.at(-1).sequence
  }
}

const readUsers = async ({ baseUrl }: Left) => {
  const users = new Map<string, Record<string, unknown>>()
  for (let startIndex = 1; ; startIndex += 1000) {
    const page = await get(`${baseUrl}/Users?startIndex=${startIndex}&count=1000`, DIRECTORY_TOKEN)
    for (const user of page.Resources) users.set(user.id, user)
    if (page.Resources.length < 1000) return users
  }
}

const readReceiver = async ({ receiverUrl }: Left) => {
  const { accounts, events } = await get(`${receiverUrl}/state?events=1000000`, '')
  return { accounts, inbox: events }
}

const waitUntilDelivered = async (left: Left, count: number): Promise<void> => {
  const until = Date.now() + PATIENCE_MS
  while ((await readReceiver(left)).inbox.length < count && Date.now() < until) await sleep(200)
}
