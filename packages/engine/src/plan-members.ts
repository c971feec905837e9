import type { PatchOperation } from '@scimwright/types'
import { type Attribute, type AttributeTable, attributeTable } from './attribute.ts'
import { resolveAttribute } from './attribute-path.ts'
import { isObject } from './attribute-values.ts'
import type { MemberDelta, MemberValue } from './changes.ts'
import { collectQuirks } from './collect-quirks.ts'
import { transformElementFilter } from './compile-filter.ts'
import { isReferenceCollection } from './elements.ts'
import type { Filter } from './filter.ts'
import {
  addMembers,
  clearMembers,
  createMemberDraft,
  type MemberDraft,
  removeListedMembers,
  removeMatchingMembers,
  toMemberDelta,
} from './member-draft.ts'
import { parsePath } from './parse-path.ts'
import { patchError } from './patch-error.ts'
import {
  namedTwice,
  type PatchContext,
  type PatchOptions,
  readOperations,
} from './patch-operation.ts'
import type { Quirk } from './profile.ts'
import { readElements } from './read-value.ts'
import { equalityTerms } from './seed-element.ts'

/** A PATCH parted in two: what becomes of the members, and the operations on everything else. */
export interface MemberPlan {
  /** Absent when no operation touches the members. */
  readonly members?: MemberDelta
  /** Already read by the profile. */
  readonly operations: readonly PatchOperation[]
  readonly quirks: readonly Quirk[]
}

/**
 * Parts the operations on a reference collection such as `members` from the rest, without reading the collection;
 * undefined when they cannot be understood without it, as in `members[display eq "x"]` (RFC 7644 §3.5.2).
 *
 * A store applies `members` as rows; the rest goes to `applyPatch` with a resource that lacks the collection.
 *
 * @throws ScimError 400, as `applyPatch`.
 */
export const planMembers = (
  operations: readonly unknown[],
  { resourceType, profile }: PatchOptions,
): MemberPlan | undefined => {
  const { quirks, report } = collectQuirks()
  const context: PatchContext = {
    table: attributeTable(resourceType),
    profile,
    report,
    touched: new Set(),
  }
  const plan = planFor(readOperations(operations, context), context)
  return plan && { ...plan, quirks }
}

/** `planMembers` on operations the profile has read already. */
export const planFor = (
  operations: readonly PatchOperation[],
  context: PatchContext,
): Omit<MemberPlan, 'quirks'> | undefined => {
  const collection = referenceCollection(context.table)
  if (!collection) return { operations }
  const rest: PatchOperation[] = []
  const draft = createMemberDraft(!context.profile?.tolerates.has('removeNoMatch'))
  for (const operation of operations) {
    const parted = part(operation, collection, context)
    if (parted.rest) rest.push(parted.rest)
    if (!parted.step) continue
    // Whether a required collection would be left empty depends on who is in it.
    if (collection.required || !apply(draft, parted.step, collection, context)) return undefined
  }
  return draft.touched ? { operations: rest, members: toMemberDelta(draft) } : { operations: rest }
}

const collections = new WeakMap<AttributeTable, { attribute: Attribute | undefined }>()

const referenceCollection = (table: AttributeTable): Attribute | undefined => {
  const known = collections.get(table)
  if (known) return known.attribute
  const attribute = [...table.attributes.values()].find(isReferenceCollection)
  collections.set(table, { attribute })
  return attribute
}

/** One operation on the collection. */
interface Step {
  readonly op: PatchOperation['op']
  readonly filter?: Filter
  readonly sub?: boolean
  readonly hasValue: boolean
  readonly value?: unknown
}

/** An operation parted into what it does to the collection and what it does elsewhere. */
const part = (
  operation: PatchOperation,
  collection: Attribute,
  context: PatchContext,
): { step?: Step; rest?: PatchOperation } => {
  const { op, path, value } = operation
  if (path === undefined) return partValue(operation, collection)
  // A path that names something else need not be parsed twice.
  if (!path.toLowerCase().includes(collection.name.toLowerCase())) return { rest: operation }
  const { filter, sub, ...root } = parsePath(path)
  if (resolveAttribute(context.table, root) !== collection) return { rest: operation }
  const read = filter && transformElementFilter(filter, collection, context)
  return {
    step: {
      op,
      ...(read && { filter: read }),
      sub: sub !== undefined,
      hasValue: Object.hasOwn(operation, 'value'),
      value,
    },
  }
}

const partValue = (operation: PatchOperation, collection: Attribute) => {
  const { op, value } = operation
  if (op === 'remove' || !isObject(value)) return { rest: operation }
  const folded = collection.name.toLowerCase()
  const [name, again] = Object.keys(value).filter((key) => key.toLowerCase() === folded)
  if (name === undefined) return { rest: operation }
  if (again !== undefined) throw namedTwice(collection.name)
  const { [name]: members, ...others } = value
  const step: Step = { op, hasValue: true, value: members }
  return Object.keys(others).length > 0 ? { step, rest: { op, value: others } } : { step }
}

/** Folds a step into the draft; false when it needs the members to be read. */
const apply = (
  draft: MemberDraft,
  step: Step,
  collection: Attribute,
  context: PatchContext,
): boolean => {
  const { op, filter, sub, hasValue, value } = step
  if (sub) return false
  draft.touched = true
  if (filter) return applyFiltered(draft, step, filter, { collection, context })
  if (op === 'remove') return removeListedMembers(draft, hasValue ? value : undefined)
  if (!hasValue) throw patchError('invalidValue', collection.path, `${op} needs a value`)
  const members = readMembers(value, collection, context)
  return (op === 'add' || clearMembers(draft)) && addMembers(draft, members)
}

const readMembers = (
  value: unknown,
  collection: Attribute,
  { report }: PatchContext,
): MemberValue[] => {
  const values = Array.isArray(value) ? value : value === null ? [] : [value]
  // Each was found to have a `value`.
  return (readElements(values, collection, collection.path, report) ?? []) as MemberValue[]
}

const applyFiltered = (
  draft: MemberDraft,
  { op, value, hasValue }: Step,
  filter: Filter,
  { collection, context }: { collection: Attribute; context: PatchContext },
): boolean => {
  const values = valuesAskedFor(filter)
  const exact = collection.subAttributes.get('value')?.caseExact === true
  if (!exact || values === undefined) return false
  if (op === 'remove') return removeMatchingMembers(draft, values)
  // Adding `members[value eq "u2"]` adds that member; a value with more to it may be about one that is there.
  const [id, other] = values
  if (op !== 'add' || !hasValue || other !== undefined) return false
  if (!isObject(value) || Object.keys(value).length > 0) return false
  return addMembers(draft, readMembers([{ value: id }], collection, context))
}

/** The values of `value eq "a" or value eq "b"`; undefined for every other filter. */
const valuesAskedFor = (filter: Filter): string[] | undefined => {
  const alternatives = filter.op === 'or' ? filter.filters : [filter]
  const values: string[] = []
  for (const alternative of alternatives) {
    const [term, more] = equalityTerms(alternative) ?? []
    if (!term || more || term.path.name.toLowerCase() !== 'value' || typeof term.value !== 'string')
      return undefined
    values.push(term.value)
  }
  return values
}
