import type { Delivery } from './read-delivery.ts'
import type { Accepted, Matched } from './webhook-result.ts'

const decoder = new TextDecoder()

/** The result of a genuine delivery; its body is parsed when somebody asks. */
export const accepted = <E>({ id, timestamp, body }: Delivery, matched: Matched): Accepted<E> => {
  let parsed: { readonly event: E } | undefined
  return {
    ok: true,
    id,
    timestamp,
    matched,
    get event() {
      parsed ??= { event: JSON.parse(decoder.decode(body)) }
      return parsed.event
    },
  }
}
