import * as z from 'zod'
import { ApiError } from '../api-error.ts'
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
      const first = events[0]?.sequence
      // Sequences have no gaps: what is missing was deleted.
      if (after > 0 && first !== undefined && first > after + 1)
        throw new ApiError(
          410,
          `Events up to ${first - 1} are deleted. Read users and groups anew, then events after ${first - 1}.`,
        )
      const next = events.length === limit ? events.at(-1)?.sequence : undefined
      return {
        data: events.map(({ body }) => JSON.parse(body)),
        ...(next !== undefined && { next }),
      }
    },
  }),
]
