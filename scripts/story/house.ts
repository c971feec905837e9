import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { generateSecret } from '@scimwright/webhooks'
import { fromSource, type RunningProcess, startProcess } from './start-process.ts'
import type { Account } from './step.ts'

/** The provider and the application, each in its own process with its own database. */
export interface House {
  readonly providerUrl: string
  readonly receiverUrl: string
  readonly demo: { readonly baseUrl: string; readonly token: string }
  readonly adminToken: string
  /** Makes a directory whose webhooks go to the application. */
  openDirectory(directory: NewDirectory): Promise<{ id: string; baseUrl: string; token: string }>
  /** Events of a directory after a sequence number. */
  events(directoryId: string, after: number): Promise<DirectoryEventLine[]>
  state(): Promise<ReceiverState>
  /** Resolves with the name of the first process that ends. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/** A directory to make. */
export interface NewDirectory {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly profile: string
}

/** What the story needs of an event. */
export interface DirectoryEventLine {
  readonly id: string
  readonly type: string
  readonly sequence: number
}

/** What the application knows. */
export interface ReceiverState {
  readonly accounts: readonly Account[]
  readonly events: readonly { id: string; outcome: string; effect: string; at: string }[]
}

/** Where databases go and which ports are used; 0 takes a free one. */
export interface HouseOptions {
  readonly folder: string
  readonly providerPort: number
  readonly receiverPort: number
}

/** Starts both processes. */
export const openHouse = async ({
  folder,
  providerPort,
  receiverPort,
}: HouseOptions): Promise<House> => {
  const secret = generateSecret()
  const adminToken = randomBytes(24).toString('base64url')
  const token = randomBytes(24).toString('base64url')
  const receiver = await startProcess<{ url: string }>({
    name: 'receiver',
    args: [...fromSource, 'apps/receiver/src/main.ts'],
    env: {
      PORT: String(receiverPort),
      RECEIVER_DB: join(folder, 'receiver.db'),
      WEBHOOK_SECRETS: secret,
      RECEIVER_ROLES: 'Deck Crew=editor,Harbour Ops=admin',
    },
  })
  const receiverUrl = receiver.ready.url
  const provider = await startProcess<{ baseUrl: string }>({
    name: 'provider',
    args: [...fromSource, 'apps/provider/src/main.ts'],
    env: {
      PORT: String(providerPort),
      DATABASE_URL: `sqlite:${join(folder, 'scimwright.db')}`,
      SCIMWRIGHT_ADMIN_TOKEN: adminToken,
      SCIMWRIGHT_DIRECTORY_TOKEN: token,
      SCIMWRIGHT_WEBHOOK_URL: `${receiverUrl}/webhooks`,
      SCIMWRIGHT_WEBHOOK_SECRET: secret,
      SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: 'true',
    },
  }).catch(async (error: unknown) => {
    await receiver.stop()
    throw error
  })
  return furnish({ provider, receiver, receiverUrl, adminToken, token, secret })
}

interface Furniture {
  readonly provider: RunningProcess<{ baseUrl: string }>
  readonly receiver: RunningProcess<{ url: string }>
  readonly receiverUrl: string
  readonly adminToken: string
  readonly token: string
  readonly secret: string
}

const furnish = ({
  provider,
  receiver,
  receiverUrl,
  adminToken,
  token,
  secret,
}: Furniture): House => {
  const { baseUrl } = provider.ready
  const providerUrl = new URL(baseUrl).origin
  const api = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${providerUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status}`)
    return (await response.json()) as T
  }
  return {
    providerUrl,
    receiverUrl,
    adminToken,
    demo: { baseUrl, token },
    openDirectory: async (directory) => {
      const made = await api<{ id: string; endpoint: string }>('POST', '/directories', {
        ...directory,
        organization_id: 'org_fjord',
      })
      const path = `/directories/${made.id}`
      await api('POST', `${path}/endpoints`, { url: `${receiverUrl}/webhooks`, secret })
      const issued = await api<{ plain_secret: string }>('POST', `${path}/secrets`)
      return { id: made.id, baseUrl: providerUrl + made.endpoint, token: issued.plain_secret }
    },
    events: async (directoryId, after) => {
      const query = new URLSearchParams({ directory_id: directoryId, after: String(after) })
      return (await api<{ data: DirectoryEventLine[] }>('GET', `/events?${query}`)).data
    },
    state: async () => (await (await fetch(`${receiverUrl}/state`)).json()) as ReceiverState,
    ended: Promise.race([
      provider.ended.then(() => 'provider'),
      receiver.ended.then(() => 'receiver'),
    ]),
    stop: async () => {
      await provider.stop()
      await receiver.stop()
    },
  }
}
