import type { StoredResource } from '@scimwright/server'
import type { Connection } from '../database.ts'
import type { Prepared } from '../statement.ts'
import type { Draft } from './create-draft.ts'
import { uniqueKey } from './draft-values.ts'
import type { Wants } from './wants.ts'

const RESOURCE = 'r.id, r.type, r.position, r.version, r.doc'
const MEMBER = 'm.group_id, m.member_id, m.type, m.display, m.position'

// A limit or offset inside keeps each lookup a lookup: of tables without statistics the planner would read the whole
// directory. Arrays in a subquery look the same to it whatever is in them: it plans once.
const LOAD: Prepared = {
  name: 'load_draft',
  text: `SELECT (
      SELECT json_agg(json_build_array(${RESOURCE})) FROM unnest((SELECT $2::text[])) AS k (id)
      CROSS JOIN LATERAL (
        SELECT * FROM resource q WHERE q.directory_id = $1 AND q.id = k.id LIMIT 1) r
    ) AS resources, (
      SELECT json_agg(json_build_array(v.type, v.path, v.value, v.resource_id))
      FROM unnest((SELECT $3::text[]), (SELECT $4::text[]), (SELECT $5::text[])) AS k (type, path, value)
      CROSS JOIN LATERAL (
        SELECT * FROM unique_value u WHERE u.directory_id = $1
          AND u.type = k.type AND u.path = k.path AND u.value = k.value LIMIT 1) v
    ) AS uniques, (
      SELECT json_agg(json_build_array(${MEMBER}, ${RESOURCE}))
      FROM unnest((SELECT $6::text[])) AS k (id)
      CROSS JOIN LATERAL (
        SELECT * FROM member n WHERE n.directory_id = $1 AND n.member_id = k.id OFFSET 0) m
      CROSS JOIN LATERAL (
        SELECT * FROM resource g WHERE g.directory_id = $1 AND g.id = m.group_id LIMIT 1) r
    ) AS groups`,
}

const LOAD_MEMBERS: Prepared = {
  name: 'load_draft_members',
  text: `SELECT ${MEMBER} FROM unnest((SELECT $2::text[])) AS k (id)
    CROSS JOIN LATERAL (
      SELECT * FROM member n WHERE n.directory_id = $1 AND n.group_id = k.id OFFSET 0) m
    UNION ALL
    SELECT ${MEMBER} FROM unnest((SELECT $3::text[]), (SELECT $4::text[])) AS k (group_id, member_id)
    CROSS JOIN LATERAL (
      SELECT * FROM member n WHERE n.directory_id = $1
        AND n.group_id = k.group_id AND n.member_id = k.member_id LIMIT 1) m`,
}

type ResourceColumns = [id: string, type: string, position: number, version: number, doc: string]
type MemberColumns = [
  groupId: string,
  value: string,
  type: string | null,
  display: string | null,
  position: number,
]

interface Loaded {
  resources: ResourceColumns[] | null
  uniques: [type: string, path: string, value: string, resourceId: string][] | null
  groups: [...MemberColumns, ...ResourceColumns][] | null
}

interface MemberRow {
  group_id: string
  member_id: string
  type: string | null
  display: string | null
  position: number
}

/** The statements that read what writes have to know; sent together, they see one state of the locked directory. */
export const readWants = (
  { run }: Connection,
  directoryId: string,
  { ids, members, rosters, pairs, unique }: Wants,
): Promise<[Loaded[], MemberRow[]]> =>
  Promise.all([
    run<Loaded>(LOAD, [
      directoryId,
      [...ids],
      unique.map(({ type }) => type),
      unique.map(({ path }) => path),
      unique.map(({ value }) => value),
      [...members],
    ]),
    rosters.size + pairs.length === 0
      ? []
      : run<MemberRow>(LOAD_MEMBERS, [
          directoryId,
          [...rosters],
          pairs.map(({ groupId }) => groupId),
          pairs.map(({ value }) => value),
        ]),
  ])

/** Puts into a draft what was read. */
export const fillDraft = (
  { resources, unique, tables: { members } }: Draft,
  [[loaded], memberRows]: Awaited<ReturnType<typeof readWants>>,
): void => {
  const loadResource = ([id, type, position, version, doc]: ResourceColumns): void => {
    const resource = JSON.parse(doc) as StoredResource
    resources.load(id, { id, type, position, version, resource })
  }
  const loadMember = ([groupId, value, type, display, position]: MemberColumns): void => {
    const member = { value, ...(type !== null && { type }), ...(display !== null && { display }) }
    members.load({ groupId, member, position })
  }
  for (const row of loaded?.resources ?? []) loadResource(row)
  for (const [type, path, value, resourceId] of loaded?.uniques ?? []) {
    const key = { type, path, value }
    unique.load(uniqueKey(key), { ...key, resourceId })
  }
  for (const [groupId, value, type, display, position, ...group] of loaded?.groups ?? []) {
    loadMember([groupId, value, type, display, position])
    loadResource(group)
  }
  for (const { group_id, member_id, type, display, position } of memberRows)
    loadMember([group_id, member_id, type, display, position])
}
