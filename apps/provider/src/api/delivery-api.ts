import type { DurableStore, Endpoint } from '@scimwright/store'
import { Hono } from 'hono'
import * as z from 'zod'
import { ApiError, parseBody, parseQuery } from './api-error.ts'

const deliveryQuery = z.object({
  endpoint_id: z.string().optional(),
  state: z.enum(['waiting', 'pending', 'delivered', 'failed']).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

const endpointChange = z.strictObject({
  url: z.url().optional(),
  event_types: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
})

const recovery = z.strictObject({ since: z.iso.datetime({ offset: true }) })

/** Deliveries under `/directories/{id}`: what became of them, sending them again, and their endpoints. */
export const createDeliveryApi = (store: DurableStore, wake: () => void): Hono => {
  const { outbox, directories } = store
  const api = new Hono()

  const endpointOf = async (directoryId: string, id: string): Promise<Endpoint> => {
    const endpoint = (await directories.listEndpoints(directoryId)).find((each) => each.id === id)
    if (!endpoint) throw new ApiError(404, 'There is no endpoint with this id.')
    return endpoint
  }

  api.get('/:directory/deliveries', async (c) => {
    const { endpoint_id: endpointId, state, before, limit } = parseQuery(c, deliveryQuery)
    const found = await outbox.list(c.req.param('directory'), { endpointId, state, before, limit })
    const data = found.map((delivery) => ({
      id: delivery.id,
      endpoint_id: delivery.endpointId,
      event_id: delivery.eventId,
      event_type: delivery.eventType,
      sequence: delivery.sequence,
      state: delivery.state,
      attempts: delivery.attempts,
      at: new Date(delivery.at).toISOString(),
    }))
    return c.json({ data })
  })

  api.get('/:directory/deliveries/:delivery/attempts', async (c) => {
    const attempts = await outbox.attempts(
      c.req.param('directory'),
      Number(c.req.param('delivery')),
    )
    const data = attempts.map(({ durationMs, at, ...attempt }) => ({
      ...attempt,
      duration_ms: durationMs,
      at: new Date(at).toISOString(),
    }))
    return c.json({ data })
  })

  api.post('/:directory/deliveries/:delivery/resend', async (c) => {
    const { directory, delivery } = c.req.param()
    if (!(await outbox.resend(directory, Number(delivery), Date.now())))
      throw new ApiError(404, 'There is no finished delivery with this id.')
    wake()
    return c.json({ resent: 1 }, 202)
  })

  api.patch('/:directory/endpoints/:endpoint', async (c) => {
    const { directory, endpoint: id } = c.req.param()
    const { url, event_types: eventTypes, enabled } = await parseBody(c, endpointChange)
    const endpoint = await endpointOf(directory, id)
    await directories.putEndpoint({
      ...endpoint,
      ...(url !== undefined && { url }),
      ...(eventTypes !== undefined && { eventTypes }),
      ...(enabled !== undefined && { enabled }),
    })
    wake()
    return c.body(null, 204)
  })

  api.post('/:directory/endpoints/:endpoint/recover', async (c) => {
    const { directory, endpoint: id } = c.req.param()
    const { since } = await parseBody(c, recovery)
    const { id: endpointId } = await endpointOf(directory, id)
    const at = new Date(since).toISOString()
    const resent = await outbox.recover(directory, endpointId, { since: at, now: Date.now() })
    wake()
    return c.json({ resent }, 202)
  })

  return api
}
