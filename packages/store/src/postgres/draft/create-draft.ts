import type { Describe } from '../../durable-store.ts'
import { createChangeLog } from '../../write/change-log.ts'
import type { Tables } from '../../write/tables.ts'
import { type DirectoryPlace, type DraftChanges, draftChanges } from './draft-changes.ts'
import { type DraftMember, type DraftMembers, draftMembers } from './draft-members.ts'
import { type DraftResource, draftResources } from './draft-resources.ts'
import { type DraftValue, draftValues } from './draft-values.ts'
import { createJournal, createOverlay, type Overlay } from './overlay.ts'

/**
 * A part of a locked directory in memory. Writes are carried out there, one after another, as on tables; then the
 * database is told the difference at once.
 */
export interface Draft {
  readonly tables: Tables & { readonly members: DraftMembers }
  /** Carries out one write: all of it, or what it throws and nothing of it. */
  attempt<T>(work: () => T): T
  readonly resources: Overlay<DraftResource>
  readonly memberRows: Overlay<DraftMember>
  readonly unique: Overlay<DraftValue>
  readonly indexed: Overlay<DraftValue>
  readonly changes: DraftChanges
}

/** A draft of a directory of which nothing is loaded. */
export const createDraft = (place: DirectoryPlace, describe: Describe): Draft => {
  const journal = createJournal()
  const resources = createOverlay<DraftResource>(journal)
  const memberRows = createOverlay<DraftMember>(journal)
  const unique = createOverlay<DraftValue>(journal)
  const indexed = createOverlay<DraftValue>(journal)
  const changes = draftChanges(place, journal)
  return {
    tables: {
      resources: draftResources(resources),
      members: draftMembers(memberRows, resources),
      values: draftValues(unique, indexed),
      log: createChangeLog(changes, describe),
    },
    attempt: (work) => {
      try {
        const result = work()
        journal.accept()
        return result
      } catch (error) {
        journal.undo()
        throw error
      }
    },
    resources,
    memberRows,
    unique,
    indexed,
    changes,
  }
}
