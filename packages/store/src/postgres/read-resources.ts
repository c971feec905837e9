import type { Member, StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, hasMembers } from '../collections.ts'
import { joinSql, type Sql, sql } from '../sql.ts'
import type { GroupOfMember } from '../write/tables.ts'

/** Which collections beside the document are read. */
interface Collections {
  readonly members: boolean
  readonly groups: boolean
}

/** The collections that resources of some types carry. */
export const collectionsOf = (
  resourceTypes: readonly ResourceTypeDefinition[],
  { withoutMembers }: { withoutMembers: boolean },
): Collections => ({
  members: !withoutMembers && resourceTypes.some(hasMembers),
  groups: resourceTypes.some(hasGroups),
})

const MEMBERS = sql`(
  SELECT json_agg(json_build_array(m.member_id, m.type, m.display) ORDER BY m.position)
  FROM member m WHERE m.directory_id = r.directory_id AND m.group_id = r.id
) AS members`

const GROUPS = sql`(
  SELECT json_agg(json_build_array(g.id, g.doc::json ->> 'displayName') ORDER BY g.position)
  FROM member m CROSS JOIN LATERAL (
    SELECT * FROM resource h WHERE h.directory_id = m.directory_id AND h.id = m.group_id LIMIT 1) g
  WHERE m.directory_id = r.directory_id AND m.member_id = r.id
) AS groups`

/** The columns of the resource `r` that `toResource` reads. */
export const resourceColumns = ({ members, groups }: Collections): Sql =>
  joinSql(
    [sql`r.type, r.doc, r.position`, ...(members ? [MEMBERS] : []), ...(groups ? [GROUPS] : [])],
    sql`, `,
  )

/** Those columns. */
export interface ReadRow {
  readonly type: string
  readonly doc: string
  readonly position: number
  readonly members?: readonly [value: string, type: string | null, display: string | null][] | null
  readonly groups?: readonly [value: string, display: string | null][] | null
}

/** The resource of a row, with the collections its type has. */
export const toResource = (
  resourceType: ResourceTypeDefinition,
  { doc, members, groups }: ReadRow,
): StoredResource => {
  const resource = JSON.parse(doc) as StoredResource
  if (members && hasMembers(resourceType)) resource.members = members.map(toMemberOfRow)
  if (groups && hasGroups(resourceType)) resource.groups = groups.map(toGroupOfRow)
  return resource
}

const toMemberOfRow = ([value, type, display]: readonly [
  string,
  string | null,
  string | null,
]): Member => ({
  value,
  ...(type !== null && { type }),
  ...(display !== null && { display }),
})

const toGroupOfRow = ([value, display]: readonly [string, string | null]): GroupOfMember => ({
  value,
  ...(display !== null && { display }),
  type: 'direct',
})
