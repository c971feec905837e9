import type { ScimClientOptions } from './client-options.ts'
import type { Discovery } from './discovery/create-discovery.ts'
import type { Target } from './discovery/targets.ts'
import type { Transport } from './http/call.ts'
import type { Logger } from './log.ts'

/** What the parts of one client share. */
export interface Connection {
  readonly options: ScimClientOptions
  readonly send: Transport
  readonly discovery: Discovery
  readonly target: Target
  readonly log: Logger
}
