import type { Probe } from './probe.ts'

/** How binding a rule is (RFC 2119). */
export type Level = 'MUST' | 'SHOULD'

/** One rule of the standard and how a server is asked whether it keeps it. */
export interface Rule {
  /** `RFC7644-3.3` and what it says, in our words. */
  readonly id: string
  /** Its number in the checklist of docs/conformance.md. */
  readonly item: number
  readonly level: Level
  /** Rejects with a Fault when the server breaks the rule. */
  readonly check: (probe: Probe) => Promise<void>
}

/** A rule a server must keep. */
export const must = (item: number, id: string, check: Rule['check']): Rule => ({
  id,
  item,
  level: 'MUST',
  check,
})

/** A rule a server should keep. */
export const should = (item: number, id: string, check: Rule['check']): Rule => ({
  id,
  item,
  level: 'SHOULD',
  check,
})
