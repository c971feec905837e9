import type { Prepared } from '../statement.ts'

const rowsOf = (parameter: number, columns: string): string =>
  `json_to_recordset($${parameter}::json) AS x (${columns})`

const VALUE = 'type text, path text, value text, resource_id text'
const LABELLED = `${VALUE}, label text`
const MEMBER = `group_id text, member_id text, type text, display text,
  member_id_folded text, type_folded text, display_folded text, ordinal int`

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
    text: 'DELETE FROM resource WHERE directory_id = $1 AND id = ANY ($2)',
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
    text: 'DELETE FROM member WHERE directory_id = $1 AND group_id = $2 AND member_id = ANY ($3)',
  },
  countDown: {
    name: 'count_down',
    text: `UPDATE resource_count SET total = total - $3 WHERE directory_id = $1 AND type = $2`,
  },
} as const satisfies Readonly<Record<string, Prepared>>

/**
 * What a draft adds. Only the first unfinished delivery of a resource is pending. The lock on one of them, any, keeps
 * the last from being settled before the new one can be seen.
 */
export const APPEND: Prepared = {
  name: 'append_draft',
  text: `WITH new_resource AS (
      INSERT INTO resource (directory_id, id, id_folded, type, position, version, doc, comparable)
      SELECT $1, x.id, x.id_folded, x.type, x.position, x.version, x.doc, x.comparable
      FROM ${rowsOf(2, 'id text, id_folded text, type text, position bigint, version bigint, doc text, comparable jsonb')}
    ), new_indexed AS (
      INSERT INTO attribute_value (directory_id, type, path, value, label, resource_id)
      SELECT $1, x.type, x.path, x.value, x.label, x.resource_id FROM ${rowsOf(3, LABELLED)}
    ), new_unique AS (
      INSERT INTO unique_value (directory_id, type, path, value, resource_id)
      SELECT $1, x.type, x.path, x.value, x.resource_id FROM ${rowsOf(4, VALUE)}
    ), new_member AS (
      INSERT INTO member (directory_id, group_id, member_id, type, display,
        member_id_folded, type_folded, display_folded)
      SELECT $1, x.group_id, x.member_id, x.type, x.display,
        x.member_id_folded, x.type_folded, x.display_folded
      FROM ${rowsOf(5, MEMBER)} ORDER BY x.ordinal
    ), new_event AS (
      INSERT INTO event (directory_id, sequence, id, type, resource_id, at, body)
      SELECT $1, x.sequence, x.id, x.type, x."resourceId", x.at, x.body
      FROM ${rowsOf(6, 'sequence bigint, id text, type text, "resourceId" text, at text, body text')}
    ), new_delivery AS (
      INSERT INTO delivery (directory_id, endpoint_id, resource_id, sequence, state, attempt, next_at)
      SELECT $1, x."endpointId", x."resourceId", x.sequence,
        CASE WHEN x."isBehind" OR head.id IS NOT NULL THEN 'waiting' ELSE 'pending' END, 0, x.now
      FROM ${rowsOf(7, '"endpointId" text, "resourceId" text, sequence bigint, now bigint, "isBehind" boolean')}
      LEFT JOIN LATERAL (
        SELECT d.id FROM delivery d
        WHERE NOT x."isBehind" AND d.directory_id = $1 AND d.endpoint_id = x."endpointId"
          AND d.resource_id = x."resourceId" AND d.state IN ('waiting', 'pending')
        LIMIT 1 FOR SHARE
      ) head ON TRUE
      ORDER BY x.sequence
    ), new_audit AS (
      INSERT INTO audit (directory_id, change, at, operation, cause, type, resource_id, version, attributes)
      SELECT $1, x.change, x.at, x.operation, x.cause, x.type, x."resourceId", x.version, x.attributes
      FROM ${rowsOf(8, 'change bigint, at text, operation text, cause text, type text, "resourceId" text, version bigint, attributes text')}
    ), new_count AS (
      INSERT INTO resource_count (directory_id, type, total)
      SELECT $1, x.type, x.total FROM ${rowsOf(9, 'type text, total bigint')}
      ON CONFLICT (directory_id, type) DO UPDATE SET total = resource_count.total + excluded.total
    )
    UPDATE directory_seq SET sequence = $10, change = $11 WHERE directory_id = $1`,
}
