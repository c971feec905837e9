import type { Prepared } from '../statement.ts'

// One lookup for each id; `= ANY` may become a filter over all rows of a directory, or of a group.
const removing = (table: string, ids: string, key: string): string => `DELETE FROM ${table}
  WHERE ctid = ANY (ARRAY(
    SELECT row.place FROM unnest((SELECT ${ids}::text[])) AS k (id)
    CROSS JOIN LATERAL (
      SELECT t.ctid AS place FROM ${table} t WHERE t.directory_id = $1 AND ${key} = k.id LIMIT 1) row))`

const KEY = 'directory_id = $1 AND type = $2 AND path = $3 AND value = $4'

/**
 * What a draft changes and removes: each statement finds its rows by their whole key, whatever the planner knows of the
 * tables.
 */
export const AMEND = {
  changeResource: {
    name: 'change_resource',
    text: `UPDATE resource SET version = $3, doc = $4,
        comparable = coalesce($5::jsonb, jsonb_set(comparable, '{meta}', $6::jsonb))
      WHERE directory_id = $1 AND id = $2`,
  },
  removeResources: {
    name: 'remove_resources',
    text: removing('resource', '$2', 't.id'),
  },
  removeIndexed: {
    name: 'remove_indexed',
    text: `DELETE FROM attribute_value WHERE ${KEY} AND label = $5 AND resource_id = $6`,
  },
  removeUnique: { name: 'remove_unique', text: `DELETE FROM unique_value WHERE ${KEY}` },
  moveUnique: {
    name: 'move_unique',
    text: `UPDATE unique_value SET resource_id = $5 WHERE ${KEY}`,
  },
  removeMembers: {
    name: 'remove_members',
    text: removing('member', '$3', 't.group_id = $2 AND t.member_id'),
  },
  countDown: {
    name: 'count_down',
    text: `UPDATE resource_count SET total = total - $3 WHERE directory_id = $1 AND type = $2`,
  },
} as const satisfies Readonly<Record<string, Prepared>>
