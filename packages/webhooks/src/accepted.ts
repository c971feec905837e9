import type { Delivery } from './read-delivery.ts'
import type { Accepted, Matched } from './webhook-result.ts'

const decoder = new TextDecoder()

// A class, because a getter of an object literal costs as much as a sixth of a verification.
class GenuineDelivery<E> implements Accepted<E> {
  readonly ok = true
  readonly id: string
  readonly timestamp: number
  readonly matched: Matched
  readonly #body: Uint8Array
  #parsed: { readonly event: E } | undefined

  constructor({ id, timestamp, body }: Delivery, matched: Matched) {
    this.id = id
    this.timestamp = timestamp
    this.matched = matched
    this.#body = body
  }

  get event(): E {
    this.#parsed ??= { event: JSON.parse(decoder.decode(this.#body)) }
    return this.#parsed.event
  }
}

/** The result of a genuine delivery; its body is parsed when somebody asks. */
export const accepted = <E>(delivery: Delivery, matched: Matched): Accepted<E> =>
  new GenuineDelivery<E>(delivery, matched)
