import fc from 'fast-check'
import type { AttributePath, Filter } from '../src/index.ts'

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_$-]{0,6}$/),
  fc.constantFrom('$ref', 'not', 'and', 'or', 'pr', 'eq', 'true', 'constructor', 'toString'),
)

const path: fc.Arbitrary<AttributePath> = fc.record(
  {
    urn: fc.constantFrom('urn:x', 'URN:x-y:a.b:2.0:User', 'urn:ietf:params:scim:1.0:Not:and'),
    name,
    sub: name,
  },
  { requiredKeys: ['name'] },
)

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('"', '\\', '\ud800', ') and (', '\u0000', '\u2028'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
)

const span = { start: 0, end: 0 }
const ops = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')

/** Any filter that can be written down; positions are zero. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ op: fc.constant('pr' as const), path }).map((node) => ({ ...node, ...span })),
    fc.record({ op: ops, path, value }).map((node) => ({ ...node, ...span }) as Filter),
    fc
      .record({
        op: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      })
      .map((node) => ({ ...node, ...span })),
    fc
      .record({ op: fc.constant('not' as const), filter: tie('filter') })
      .map((node) => ({ ...node, ...span })),
    fc
      .record({ op: fc.constant('valuePath' as const), path, filter: tie('filter') })
      .map((node) => ({ ...node, ...span })),
  ),
})).filter

/** A filter and all in it, with every position zero. */
export const withoutPositions = (filter: Filter): Filter => {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map(withoutPositions), ...span }
    case 'not':
    case 'valuePath':
      return { ...filter, filter: withoutPositions(filter.filter), ...span }
    default:
      return { ...filter, ...span }
  }
}

/** A filter and all in it. */
export const nodesOf = (filter: Filter): Filter[] => {
  if (filter.op === 'and' || filter.op === 'or') return [filter, ...filter.filters.flatMap(nodesOf)]
  return filter.op === 'not' || filter.op === 'valuePath'
    ? [filter, ...nodesOf(filter.filter)]
    : [filter]
}
