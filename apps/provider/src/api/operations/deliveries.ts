import * as z from 'zod'
import { ApiError } from '../api-error.ts'
import { AttemptBody, DeliveryBody, listOf, named, pageLimit } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'

const DeliveryQuery = named(
  'DeliveryQuery',
  z.object({
    endpoint_id: z.string().optional(),
    state: DeliveryBody.shape.state.optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: pageLimit,
  }),
)

const delivery = '/directories/{directory_id}/deliveries/{delivery_id}'

/** What became of events on their way to endpoints. */
export const deliveryOperations: readonly Operation[] = [
  operation({
    id: 'listDeliveries',
    method: 'get',
    path: '/directories/{directory_id}/deliveries',
    summary: 'Deliveries, newest first; the next page is before the last id',
    query: DeliveryQuery,
    response: listOf('DeliveryList', DeliveryBody),
    run: async ({ params, query }, { store }) => {
      const { endpoint_id: endpointId, state, before, limit } = query
      const found = await store.outbox.list(params.directory_id, {
        endpointId,
        state,
        before,
        limit,
      })
      const data = found.map((each) => ({
        id: each.id,
        endpoint_id: each.endpointId,
        event_id: each.eventId,
        event_type: each.eventType,
        sequence: each.sequence,
        state: each.state,
        attempts: each.attempts,
        at: new Date(each.at).toISOString(),
      }))
      return { data }
    },
  }),
  operation({
    id: 'listAttempts',
    method: 'get',
    path: `${delivery}/attempts`,
    summary: 'The attempts of a delivery, in order',
    response: listOf('AttemptList', AttemptBody),
    run: async ({ params }, { store }) => {
      const found = await store.outbox.attempts(params.directory_id, Number(params.delivery_id))
      const data = found.map(({ durationMs, at, ...attempt }) => ({
        ...attempt,
        duration_ms: durationMs,
        at: new Date(at).toISOString(),
      }))
      return { data }
    },
  }),
  operation({
    id: 'resendDelivery',
    method: 'post',
    path: `${delivery}/resend`,
    summary: 'Sends a finished delivery again, under the same id',
    status: 202,
    response: named('Resent', z.object({ resent: z.literal(1) })),
    run: async ({ params }, { store, wake }) => {
      const { directory_id: directoryId, delivery_id: id } = params
      if (!(await store.outbox.resend(directoryId, Number(id), Date.now())))
        throw new ApiError(404, 'There is no finished delivery with this id.')
      wake()
      return { resent: 1 as const }
    },
  }),
]
