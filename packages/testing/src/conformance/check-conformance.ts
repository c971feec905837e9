import { createProbe, createSend, type ProbeOptions, type Send } from './probe.ts'
import type { Rule } from './rule.ts'
import { rules as allRules } from './rules/index.ts'

/** Which server to ask, and about what. */
export interface ConformanceOptions extends ProbeOptions {
  /** The rules to ask about; all when left out. */
  readonly rules?: readonly Rule[]
}

/** What came of asking about one rule. */
export interface RuleResult {
  readonly id: string
  readonly item: number
  readonly level: Rule['level']
  readonly passed: boolean
  /** How the rule was broken; undefined when it was kept. */
  readonly fault: string | undefined
  /** Method, path and status of every request that was made, in order. */
  readonly requests: readonly string[]
}

/**
 * Asks a SCIM server about every rule of RFC 7643, 7644 and 9865 that can be seen over HTTP; deletes what it makes.
 *
 * @example
 * const results = await checkConformance({ baseUrl: 'https://example.com/scim/v2', token })
 * console.table(results.filter(({ passed }) => !passed))
 */
export const checkConformance = async ({
  rules = allRules,
  ...options
}: ConformanceOptions): Promise<readonly RuleResult[]> => {
  const send = createSend(options)
  const results: RuleResult[] = []
  for (const rule of rules) results.push(await checkRule(rule, send))
  return results
}

const checkRule = async ({ id, item, level, check }: Rule, send: Send): Promise<RuleResult> => {
  const requests: string[] = []
  const noted: Send = async (method, path, body, headers) => {
    const answer = await send(method, path, body, headers)
    requests.push(`${method} ${path} ${answer.status}`)
    return answer
  }
  const probe = createProbe(noted)
  let fault: string | undefined
  try {
    await check(probe)
  } catch (error) {
    // A server may answer in a shape no rule foresaw: that is a fault of its own.
    fault = error instanceof Error ? error.message : String(error)
  }
  await probe.cleanUp().catch(() => undefined)
  return { id, item, level, passed: fault === undefined, fault, requests }
}
