/** What a directory holds, by table and primary key; deleted in this order when the directory is. */
export const prunedTables = [
  ['attribute_value', 'directory_id, type, path, value, label, resource_id'],
  ['unique_value', 'directory_id, type, path, value'],
  ['member', 'directory_id, group_id, member_id'],
  ['resource', 'directory_id, id'],
  ['resource_count', 'directory_id, type'],
  ['audit', 'directory_id, change'],
  ['role_assignment', 'directory_id, group_id, role'],
] as const

/** How many rows are deleted in one transaction: a writer waits no longer for it than for another writer. */
export const PRUNE_STEP = 500
