import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestWebhook, type DirectoryEventType, generateSecret } from '@scimwright/webhooks'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createReceiver } from '../src/create-receiver.ts'
import type { State } from '../src/read-state.ts'

/** A receiver on a free port with a database of its own, and a way to deliver to it. */
export const startReceiver = async (env: Record<string, string> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'receiver-'))
  const secret = generateSecret()
  const config = readConfig({
    PORT: '0',
    RECEIVER_DB: join(folder, 'receiver.db'),
    WEBHOOK_SECRETS: secret,
    RECEIVER_ROLES: 'Crew=editor',
    ...env,
  })
  const receiver = await createReceiver(config, { log: pino({ level: 'silent' }) })
  onTestFinished(async () => {
    await receiver.close()
    rmSync(folder, { recursive: true })
  })
  const post = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(`${receiver.url}/webhooks`, { method: 'POST', body, headers })
    return { status: response.status, body: await response.json() }
  }
  const deliver = async (
    type: DirectoryEventType,
    sequence: number,
    data: Record<string, unknown>,
    overrides: { secret?: string; id?: string } = {},
  ) => {
    const webhook = await createTestWebhook(type, {
      secret,
      data,
      envelope: { sequence },
      ...overrides,
    })
    return post(webhook.body, webhook.headers)
  }
  const state = async (): Promise<State> => (await fetch(`${receiver.url}/state`)).json()
  return { url: receiver.url, secret, post, deliver, state }
}
