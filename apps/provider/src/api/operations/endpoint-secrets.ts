import { randomUUID } from 'node:crypto'
import type { Endpoint, EndpointSecret } from '@scimwright/store'
import { generateKeyPair, generateSecret } from '@scimwright/webhooks'
import * as z from 'zod'
import { ApiError } from '../api-error.ts'
import { EndpointBody, named } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory, findEndpoint } from './find.ts'
import { presentEndpoint } from './present-endpoint.ts'

/** An endpoint with what the application verifies deliveries with. */
export const EndpointWithSecret = named(
  'EndpointWithSecret',
  EndpointBody.extend({
    secret: z.string().describe('`whsec_…`, shown this once; for v1a the public key, `whpk_…`'),
  }),
)

const Rotation = named(
  'Rotation',
  z.strictObject({
    secret: z.string().startsWith('whsec_').optional(),
    overlap_hours: z
      .number()
      .min(0)
      .max(720)
      .default(24)
      .describe('Of old secrets; 0 ends them now'),
  }),
)

const TestResult = named(
  'TestResult',
  z.object({
    event_id: z.string(),
    status: z.number().int().optional(),
    error: z.string().optional(),
    duration_ms: z.number().int(),
  }),
)

const MAX_SECRETS = 10
const endpoint = '/directories/{directory_id}/endpoints/{endpoint_id}'

/** What deliveries to an endpoint are signed with, and whether that works. */
export const endpointSecretOperations: readonly Operation[] = [
  operation({
    id: 'rotateEndpointSecret',
    method: 'post',
    path: `${endpoint}/rotate`,
    summary: 'Makes a new secret; deliveries are signed with the old ones as well for a while',
    body: Rotation,
    response: EndpointWithSecret,
    run: async ({ params, body }, context) => {
      const known = await findEndpoint(context, params)
      const now = Date.now()
      const endsAt = now + body.overlap_hours * 3_600_000
      const isPublic = known.secrets[0]?.secret.startsWith('whsk_') === true
      if (isPublic && body.secret !== undefined)
        throw new ApiError(
          400,
          'secret: the endpoint is signed for with v1a; its keys are made here.',
        )
      const fresh = await newSecret(isPublic ? 'v1a' : 'v1', body.secret)
      const secrets: EndpointSecret[] = [
        { secret: fresh.secret },
        ...known.secrets
          .map((each) => ({ ...each, expiresAt: Math.min(each.expiresAt ?? endsAt, endsAt) }))
          .filter(({ expiresAt }) => expiresAt > now),
      ]
      if (secrets.length > MAX_SECRETS)
        throw new ApiError(409, `The endpoint has ${MAX_SECRETS} live secrets; end some sooner.`)
      const rotated: Endpoint = { ...known, secrets }
      await context.store.directories.putEndpoint(rotated)
      return { ...presentEndpoint(rotated), secret: fresh.shown }
    },
  }),
  operation({
    id: 'testEndpoint',
    method: 'post',
    path: `${endpoint}/test`,
    summary: 'Sends a webhook.test event now, and says what the application answered',
    response: TestResult,
    run: async ({ params }, context) => {
      const known = await findEndpoint(context, params)
      const { organizationId } = await findDirectory(context, params.directory_id)
      const id = `evt_test_${randomUUID().replaceAll('-', '')}`
      const at = new Date().toISOString()
      const event = {
        spec_version: '1',
        id,
        type: 'webhook.test',
        occurred_at: at,
        environment_id: context.environmentId,
        organization_id: organizationId,
        directory_id: known.directoryId,
        sequence: 0,
        cause: { operation: 'test' },
        object: 'Webhook',
        data: { endpoint_id: known.id },
      }
      const started = performance.now()
      const result = await context.send({
        id: 0,
        attempt: 1,
        endpoint: known,
        event: {
          directoryId: known.directoryId,
          sequence: 0,
          id,
          type: event.type,
          resourceId: known.id,
          at,
          body: JSON.stringify(event),
        },
      })
      return {
        event_id: id,
        ...('status' in result ? { status: result.status } : { error: result.error }),
        duration_ms: Math.round(performance.now() - started),
      }
    },
  }),
]

/** What is kept, and what the application gets to see. */
export const newSecret = async (
  signature: 'v1' | 'v1a',
  given?: string,
): Promise<{ secret: string; shown: string }> => {
  if (signature === 'v1a') {
    const { privateKey, publicKey } = await generateKeyPair()
    return { secret: privateKey, shown: publicKey }
  }
  const secret = given ?? generateSecret()
  return { secret, shown: secret }
}
