import type { Prepared } from '../statement.ts'

/** The endpoints of a directory that are enabled, as a JSON list. */
export const endpointsOf = (directory: string): string => `(
    SELECT coalesce(json_agg(json_build_array(e.id, e.event_types) ORDER BY e.id)::text, '[]')
    FROM endpoint e WHERE e.directory_id = ${directory} AND e.enabled = 1)`

// Rows of a list, each with the directory that its number stands for.
const rowsOf = (parameter: number, columns: string): string =>
  `json_to_recordset($${parameter}::json) AS x (d int, ${columns}) JOIN place p USING (d)`

const VALUE = 'type text, path text, value text, resource_id text'
const MEMBER = `group_id text, member_id text, type text, display text,
  member_id_folded text, type_folded text, display_folded text, ordinal int`

/**
 * What drafts add to their directories: to each all of it, or nothing. It gives back the directories it has added to:
 * those that are where their drafts began. Of one that was not read before (`endpoints` is not NULL) no unique value may
 * be taken, no new resource may be in a group already, and the endpoints must be those the draft knows.
 *
 * Whoever holds the lock of a directory changes it: that one is left out, and no other waits for it.
 *
 * Only the first unfinished delivery of a resource is pending. The lock on one of them, any, keeps the last from being
 * settled before the new one can be seen. Limits keep each lookup a lookup, whatever the planner knows of the tables.
 */
export const APPEND: Prepared = {
  name: 'append_drafts',
  text: `WITH wanted AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS x (
        d int, directory_id text, start_sequence bigint, start_change bigint,
        sequence bigint, change bigint, endpoints text)
    ), hindered AS MATERIALIZED (
      SELECT x.d FROM json_to_recordset($4::json) AS x (d int, type text, path text, value text)
      JOIN wanted w ON w.d = x.d AND w.endpoints IS NOT NULL
      CROSS JOIN LATERAL (
        SELECT FROM unique_value u WHERE u.directory_id = w.directory_id
          AND u.type = x.type AND u.path = x.path AND u.value = x.value LIMIT 1) taken
      UNION ALL
      SELECT x.d FROM json_to_recordset($2::json) AS x (d int, id text)
      JOIN wanted w ON w.d = x.d AND w.endpoints IS NOT NULL
      CROSS JOIN LATERAL (
        SELECT FROM member m WHERE m.directory_id = w.directory_id AND m.member_id = x.id LIMIT 1) known
    ), locked AS MATERIALIZED (
      SELECT w.d, s.place, w.sequence, w.change FROM wanted w
      CROSS JOIN LATERAL (
        SELECT q.ctid AS place FROM directory_seq q
        WHERE q.directory_id = w.directory_id
          AND q.sequence = w.start_sequence AND q.change = w.start_change
        LIMIT 1 FOR UPDATE SKIP LOCKED) s
      WHERE w.d NOT IN (SELECT d FROM hindered)
        AND (w.endpoints IS NULL OR w.endpoints = ${endpointsOf('w.directory_id')})
    ), place AS (
      UPDATE directory_seq s SET sequence = l.sequence, change = l.change
      FROM locked l WHERE s.ctid = l.place
      RETURNING l.d, s.directory_id
    ), new_resource AS (
      INSERT INTO resource (directory_id, id, id_folded, type, position, version, doc, comparable)
      SELECT p.directory_id, x.id, x.id_folded, x.type, x.position, x.version, x.doc, x.comparable
      FROM ROWS FROM (
        json_to_recordset($2::json) AS (
          d int, id text, id_folded text, type text, position bigint, version bigint),
        unnest((SELECT $10::text[])), unnest((SELECT $11::jsonb[]))
      ) AS x (d, id, id_folded, type, position, version, doc, comparable) JOIN place p USING (d)
    ), new_indexed AS (
      INSERT INTO attribute_value (directory_id, type, path, value, label, resource_id)
      SELECT p.directory_id, x.type, x.path, x.value, x.label, x.resource_id
      FROM ${rowsOf(3, `${VALUE}, label text`)}
    ), new_unique AS (
      INSERT INTO unique_value (directory_id, type, path, value, resource_id)
      SELECT p.directory_id, x.type, x.path, x.value, x.resource_id FROM ${rowsOf(4, VALUE)}
    ), new_member AS (
      INSERT INTO member (directory_id, group_id, member_id, type, display,
        member_id_folded, type_folded, display_folded)
      SELECT p.directory_id, x.group_id, x.member_id, x.type, x.display,
        x.member_id_folded, x.type_folded, x.display_folded
      FROM ${rowsOf(5, MEMBER)} ORDER BY x.ordinal
    ), new_event AS (
      INSERT INTO event (directory_id, sequence, id, type, resource_id, at, body)
      SELECT p.directory_id, x.sequence, x.id, x.type, x.resource_id, x.at, x.body
      FROM ROWS FROM (
        json_to_recordset($6::json) AS (
          d int, sequence bigint, id text, type text, "resourceId" text, at text),
        unnest((SELECT $12::text[]))
      ) AS x (d, sequence, id, type, resource_id, at, body) JOIN place p USING (d)
    ), new_delivery AS (
      INSERT INTO delivery (directory_id, endpoint_id, resource_id, sequence, state, attempt, next_at)
      SELECT p.directory_id, x."endpointId", x."resourceId", x.sequence,
        CASE WHEN x."isBehind" OR head.id IS NOT NULL THEN 'waiting' ELSE 'pending' END, 0, x.now
      FROM ${rowsOf(7, '"endpointId" text, "resourceId" text, sequence bigint, now bigint, "isBehind" boolean')}
      LEFT JOIN LATERAL (
        SELECT d.id FROM delivery d
        WHERE NOT x."isBehind" AND d.directory_id = p.directory_id AND d.endpoint_id = x."endpointId"
          AND d.resource_id = x."resourceId" AND d.state IN ('waiting', 'pending')
        LIMIT 1 FOR SHARE
      ) head ON TRUE
      ORDER BY x.sequence
    ), new_audit AS (
      INSERT INTO audit (directory_id, change, at, operation, cause, type, resource_id, version, attributes)
      SELECT p.directory_id, x.change, x.at, x.operation, x.cause, x.type, x."resourceId", x.version, x.attributes
      FROM ${rowsOf(8, 'change bigint, at text, operation text, cause text, type text, "resourceId" text, version bigint, attributes text')}
    ), new_count AS (
      INSERT INTO resource_count (directory_id, type, total)
      SELECT p.directory_id, x.type, x.total FROM ${rowsOf(9, 'type text, total bigint')}
      ON CONFLICT (directory_id, type) DO UPDATE SET total = resource_count.total + excluded.total
    )
    SELECT directory_id FROM place`,
}
