import type { ScimClient } from '../create-scim-client.ts'
import { type DesiredDirectory, type DiffOptions, diffDirectories } from './diff-directories.ts'
import { openPlan, type Plan } from './open-plan.ts'

const PAGE = 1000

/**
 * Reads what there is and plans what has to be done; nothing is written before `apply`.
 *
 * @example
 * const plan = await reconcile(scim, { users, groups }, { deletes: 'deactivate', maxDeletes: '5%' })
 * console.log(plan.summary())
 * await plan.apply({ concurrency: 8 })
 */
export const reconcile = async (
  scim: ScimClient,
  desired: DesiredDirectory,
  options: DiffOptions & { readonly signal?: AbortSignal } = {},
): Promise<Plan> => {
  const call = options.signal ? { signal: options.signal } : {}
  const { limits } = await scim.capabilities(call)
  const count = Math.min(limits.maxPageSize ?? limits.maxResults ?? PAGE, PAGE)
  const users = await scim.users().list({ count }, call).snapshot()
  const groups = desired.groups && (await scim.groups().list({ count }, call).snapshot())
  const actual = { users, ...(groups && { groups }) }
  return openPlan(scim, diffDirectories({ desired, actual }, options))
}
