import type { Breaker } from './edit.ts'
import { protocolBreakers } from './protocol.ts'
import { resourceBreakers } from './resources.ts'
import { writeBreakers } from './writes.ts'

export type { Breaker } from './edit.ts'

/** One broken server for every rule. */
export const breakers: Readonly<Record<string, Breaker>> = {
  ...resourceBreakers,
  ...protocolBreakers,
  ...writeBreakers,
}
