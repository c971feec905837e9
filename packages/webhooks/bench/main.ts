import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { createTestWebhook, verifyWebhook } from '@scimwright/webhooks'
import { verifyWebhookSync } from '@scimwright/webhooks/node'
import { Webhook as Reference } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { type Contender, measure } from './measure.ts'

const contenders = async (bytes: number): Promise<Contender[]> => {
  const fill = { custom_attributes: { note: 'x'.repeat(bytes) } }
  const long = await createTestWebhook('organization.directory.user_updated', { data: fill })
  const note = 'x'.repeat(Math.max(0, bytes - (long.body.length - bytes)))
  const data = { custom_attributes: { note } }
  const { body, headers, secret } = await createTestWebhook('organization.directory.user_updated', {
    data,
  })
  const raw = Buffer.from(body)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = Buffer.from(headers['webhook-signature'].slice('v1,'.length), 'base64')
  const head = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`
  const options = { body: raw, headers, secrets: [secret], toleranceSeconds: 24 * 3600 }
  const reference = new Reference(secret)
  const svix = new Svix(secret)
  return [
    {
      name: 'createHmac + timingSafeEqual',
      run: () =>
        timingSafeEqual(createHmac('sha256', key).update(head).update(raw).digest(), expected),
    },
    { name: 'verifyWebhookSync', run: () => verifyWebhookSync(options).ok },
    {
      name: 'verifyWebhookSync, event read',
      run: () => {
        const result = verifyWebhookSync(options)
        return result.ok && result.event.type !== ''
      },
    },
    { name: 'verifyWebhook (WebCrypto)', run: async () => (await verifyWebhook(options)).ok },
    // Both throw when a delivery is not genuine.
    {
      name: 'standardwebhooks, without JSON',
      run: () => reference.verify(raw, headers, { jsonParse: false }) === undefined,
    },
    {
      name: 'standardwebhooks, with JSON',
      run: () => reference.verify(raw, headers) !== undefined,
    },
    { name: 'svix, with JSON', run: () => svix.verify(raw, headers) !== undefined },
  ]
}

const results = []
for (const bytes of [1024, 65_536]) {
  const rows = await measure(await contenders(bytes))
  console.log(`\n${bytes} bytes`)
  for (const { name, perSecond, ratio } of rows)
    console.log(
      `  ${name.padEnd(32)} ${Math.round(perSecond).toLocaleString('en').padStart(10)}/s  ×${ratio.toFixed(2)}`,
    )
  results.push({ bytes, rows })
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Say where the result goes.')
mkdirSync(dirname(file), { recursive: true })
const machine = {
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
const result = { command: 'npm run bench -w @scimwright/webhooks', machine, results }
writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
