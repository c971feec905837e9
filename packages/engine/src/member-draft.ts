import { isObject } from './attribute-values.ts'
import type { MemberDelta, MemberValue } from './changes.ts'

/** A member delta while operations are folded into it, one after another. */
export interface MemberDraft {
  touched: boolean
  replaceAll: boolean
  readonly add: Map<string, MemberValue>
  readonly remove: Set<string>
  /** Values that must have been members. */
  readonly mustMatch: Set<string>
  /** A filter that matches nothing is an error. */
  readonly strict: boolean
}

/** A draft that changes nothing yet. */
export const createMemberDraft = (strict: boolean): MemberDraft => ({
  touched: false,
  replaceAll: false,
  add: new Map(),
  remove: new Set(),
  mustMatch: new Set(),
  strict,
})

/** The delta of a finished draft. */
export const toMemberDelta = ({
  replaceAll,
  add,
  remove,
  mustMatch,
}: MemberDraft): MemberDelta => ({
  replaceAll,
  add: [...add.values()],
  remove: [...remove],
  ...(mustMatch.size > 0 && { mustMatch: [...mustMatch] }),
})

// The folding functions say false when the outcome depends on who is a member now.

/** Adds members; one that is there twice is merged. */
export const addMembers = (draft: MemberDraft, members: readonly MemberValue[]): boolean => {
  for (const member of members) {
    if (draft.mustMatch.has(member.value)) return false
    draft.remove.delete(member.value)
    const known = draft.add.get(member.value)
    draft.add.set(member.value, known ? { ...known, ...member } : member)
  }
  return true
}

/** Empties the collection. */
export const clearMembers = (draft: MemberDraft): boolean => {
  if (draft.mustMatch.size > 0) return false
  draft.replaceAll = true
  draft.add.clear()
  draft.remove.clear()
  return true
}

/** Removes the members a client listed; without a list, all of them. */
export const removeListedMembers = (draft: MemberDraft, value: unknown): boolean => {
  if (value === undefined || value === null) return clearMembers(draft)
  for (const listed of Array.isArray(value) ? value : [value]) {
    const id = isObject(listed) ? listed.value : undefined
    if (typeof id !== 'string' || draft.mustMatch.has(id)) return false
    draft.add.delete(id)
    if (!draft.replaceAll) draft.remove.add(id)
  }
  return true
}

/** Removes the members a filter asked for by value. */
export const removeMatchingMembers = (draft: MemberDraft, values: readonly string[]): boolean => {
  // Whether one of several values matched decides if the filter did; and so does what earlier operations left.
  if (draft.replaceAll || (values.length > 1 && draft.strict)) return false
  for (const value of values) {
    if (draft.add.has(value) || draft.remove.has(value)) return false
    draft.remove.add(value)
    if (draft.strict) draft.mustMatch.add(value)
  }
  return true
}
