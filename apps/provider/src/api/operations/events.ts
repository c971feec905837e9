import * as z from 'zod'
import { EventBody, identifier, named, pageLimit } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const EventQuery = named(
  'EventQuery',
  z.object({
    directory_id: identifier,
    after: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe('The sequence of the last event read'),
    limit: pageLimit,
  }),
)

const EventPage = named(
  'EventPage',
  z.object({
    data: z.array(EventBody),
    next: z.number().int().optional().describe('`after` of the next page, if there may be one'),
  }),
)

/** Events in the order of their commits, for whoever was away. */
export const eventOperations: readonly Operation[] = [
  operation({
    id: 'listEvents',
    method: 'get',
    path: '/events',
    summary: 'The events of a directory after a sequence number, the same that webhooks bring',
    query: EventQuery,
    response: EventPage,
    run: async ({ query }, context) => {
      const { directory_id: directoryId, after, limit } = query
      await findDirectory(context, directoryId)
      const events = await context.store.events(directoryId, { after, limit })
      const next = events.length === limit ? events.at(-1)?.sequence : undefined
      return {
        data: events.map(({ body }) => JSON.parse(body)),
        ...(next !== undefined && { next }),
      }
    },
  }),
]
