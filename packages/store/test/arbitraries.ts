import {
  type Attribute,
  type AttributePath,
  attributeTable,
  type CompareFilter,
  type CompareOperator,
  type Filter,
  type FilterValue,
} from '@scimwright/engine'
import type { StoredResource } from '@scimwright/server'
import { defineResourceType, type ResourceTypeDefinition } from '@scimwright/types'
import fc from 'fast-check'

/** A type with every kind of attribute, and names that need quoting. */
export const DeviceResourceType = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: {
    id: 'urn:example:params:scim:schemas:Device',
    attributes: {
      serial: { required: true, caseExact: true },
      label: {},
      online: { type: 'boolean' },
      cores: { type: 'integer' },
      load: { type: 'decimal' },
      seen: { type: 'dateTime' },
      key: { type: 'binary' },
      link: { type: 'reference', referenceTypes: ['external'] },
      tags: { multiValued: true },
      ports: { type: 'integer', multiValued: true },
      owner: {
        type: 'complex',
        subAttributes: { value: { caseExact: true }, display: {}, aliases: { multiValued: true } },
      },
      disks: {
        type: 'complex',
        multiValued: true,
        subAttributes: {
          value: {},
          type: {},
          size: { type: 'integer' },
          primary: { type: 'boolean' },
          checked: { type: 'dateTime' },
          marks: { multiValued: true },
        },
      },
    },
  },
  schemaExtensions: [
    {
      schema: {
        id: 'urn:example:params:scim:schemas:extension:odd.name:2.0:Device',
        attributes: { $ref: {}, 'dash-ed': { type: 'integer' }, constructor: {} },
      },
      required: false,
    },
  ],
})

const TEXTS = [
  ...['', 'a', 'A', 'ab', 'AB', 'aB', 'b', 'ba', 'abc', 'work', 'Work', 'home', '1', '10', '2'],
  ...[
    '\u00e9',
    'e\u0301',
    '\u00c9',
    'E\u0301b',
    '\u0130',
    'i\u0307',
    '\u00df',
    'SS',
    '\u212a',
    'k',
  ],
  ...['%', '_', 'a%', "o'neil", '"q"', 'back\\slash', '[]', '{}', 'null', 'true', ' ', 'a b'],
  ...['\u0000', 'a\u0000b', '\uffff', '\ue000', '\u{1f600}', '\u{1f600}a', '\u{10ffff}'],
  ...['2026-01-01T00:00:00Z', 'direct', 'User', 'Group'],
]

const DATE_TIMES = [
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.1Z',
  '2026-01-01T00:00:00.100000000Z',
  '2026-01-01T00:00:00.123456789Z',
  '2026-01-01T00:00:00.1234567891Z',
  '2025-12-31T23:59:59.999Z',
  '2025-12-31T14:00:00-10:00',
  '1969-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '2026-01-01T00:00:00',
]

/** What a client may have stored where a dateTime belongs: it is none, and differs from every one. */
const NO_DATE_TIMES = ['', 'yesterday', '2026-02-30T00:00:00Z', '2026-01-01']

const NUMBERS = [-1, 0, 1, 2, 10, 1.5, 0.1, 0.30000000000000004, 1e21, 9007199254740991]

const text = fc.constantFrom(...TEXTS)

const simpleValue = ({ type }: Attribute): fc.Arbitrary<unknown> => {
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.constantFrom(...NUMBERS.filter(Number.isInteger))
  if (type === 'decimal') return fc.constantFrom(...NUMBERS)
  if (type === 'dateTime') return fc.constantFrom(...DATE_TIMES)
  return text
}

const storedValue = (attribute: Attribute): fc.Arbitrary<unknown> =>
  attribute.type === 'dateTime'
    ? fc.constantFrom(...DATE_TIMES, ...NO_DATE_TIMES)
    : simpleValue(attribute)

const attributeValue = (attribute: Attribute): fc.Arbitrary<unknown> => {
  const single =
    attribute.type === 'complex' ? attributeValues(attribute.subAttributes) : storedValue(attribute)
  return attribute.multiValued ? fc.array(single, { maxLength: 3 }) : single
}

const attributeValues = (
  attributes: ReadonlyMap<string, Attribute>,
): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries([...attributes.values()].map((each) => [each.name, attributeValue(each)])),
    { requiredKeys: [] },
  )

const KEPT_AS_ROWS = new Set(['id', 'meta', 'schemas', 'username', 'groups', 'members', 'password'])

/** Attributes of a resource of a type, without `id`, `meta`, `schemas`, `userName` and what is kept as rows. */
export const attributesOf = (
  resourceType: ResourceTypeDefinition,
): fc.Arbitrary<Partial<StoredResource>> => {
  const { attributes, extensions } = attributeTable(resourceType)
  const core = new Map([...attributes].filter(([name]) => !KEPT_AS_ROWS.has(name)))
  return fc
    .tuple(attributeValues(core), ...[...extensions.values()].map(extensionOf))
    .map((parts) => Object.assign({}, ...parts))
}

const extensionOf = ({
  urn,
  attributes,
}: {
  urn: string
  attributes: ReadonlyMap<string, Attribute>
}) =>
  fc
    .option(attributeValues(attributes), { nil: undefined })
    .map((values) => (values ? { [urn]: values } : {}))

const span = { start: 0, end: 0 }

const ORDERING = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const PARTS = ['co', 'sw', 'ew'] as const

const operatorsOf = ({ type }: Attribute): readonly CompareOperator[] => {
  if (type === 'boolean') return ['eq', 'ne']
  if (type === 'binary') return ['eq', 'ne', ...PARTS]
  return type === 'integer' || type === 'decimal' ? ORDERING : [...ORDERING, ...PARTS]
}

const comparison = (attribute: Attribute, path: AttributePath): fc.Arbitrary<Filter> => {
  const present = fc.constant<Filter>({ ...span, op: 'pr', path })
  const nothing = fc.constantFrom('eq' as const, 'ne' as const).map<Filter>((op) => ({
    ...span,
    op,
    path,
    value: null,
  }))
  const compared = attribute.type === 'complex' ? attribute.subAttributes.get('value') : attribute
  if (!compared) return fc.oneof(present, nothing)
  const literal = (op: CompareOperator): fc.Arbitrary<unknown> =>
    (PARTS as readonly string[]).includes(op)
      ? fc.oneof(text, fc.constantFrom('2026', ':00', 'Z'))
      : simpleValue(compared)
  const compare = fc
    .constantFrom(...operatorsOf(compared))
    .chain((op) =>
      literal(op).map<Filter>(
        (value) => ({ ...span, op, path, value: value as FilterValue }) satisfies CompareFilter,
      ),
    )
  return fc.oneof({ weight: 8, arbitrary: compare }, present, nothing)
}

const combined = (leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
  fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom('and' as const, 'or' as const),
            fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
          )
          .map(([op, filters]) => ({ ...span, op, filters })),
      },
      {
        weight: 1,
        arbitrary: tie('filter').map((filter) => ({ ...span, op: 'not' as const, filter })),
      },
    ),
  })).filter

const inBrackets = (attribute: Attribute, path: AttributePath): fc.Arbitrary<Filter> => {
  const subs = [...attribute.subAttributes.values()]
  const leaf =
    attribute.type === 'complex'
      ? fc.constantFrom(...subs).chain((sub) => comparison(sub, { name: sub.name }))
      : comparison(attribute, { name: 'value' })
  return combined(leaf).map((filter) => ({ ...span, op: 'valuePath', path, filter }))
}

const ofAttribute = (attribute: Attribute, urn: string | undefined): fc.Arbitrary<Filter> => {
  const path = { ...(urn !== undefined && { urn }), name: attribute.name }
  const choices = [comparison(attribute, path)]
  for (const sub of attribute.subAttributes.values())
    choices.push(comparison(sub, { ...path, sub: sub.name }))
  if (attribute.type === 'complex' || attribute.multiValued) {
    // Brackets are where the engines of others go wrong: have them often.
    const brackets = inBrackets(attribute, path)
    choices.push(brackets, brackets)
  }
  return fc.oneof(...choices)
}

// As identity providers match: the value of an element, alone or beside its type, in either order.
const matching = (attribute: Attribute): fc.Arbitrary<Filter> => {
  const path = { name: attribute.name }
  const value = attribute.subAttributes.get('value')
  const type = attribute.subAttributes.get('type')
  if (!value || !type) return comparison(attribute, path)
  const terms = fc.tuple(comparison(type, { name: 'type' }), comparison(value, { name: 'value' }))
  return terms.chain(([label, compared]) =>
    fc.constantFrom<Filter[]>([label, compared], [compared, label]).map<Filter>((filters) => ({
      ...span,
      op: 'valuePath',
      path,
      filter: { ...span, op: 'and', filters },
    })),
  )
}

const MATCHED = ['username', 'externalid', 'displayname', 'emails', 'phonenumbers', 'disks']

/** A filter over any attributes of a type, with operators and literals that fit them. */
export const filterOf = (resourceType: ResourceTypeDefinition): fc.Arbitrary<Filter> => {
  const { attributes, extensions } = attributeTable(resourceType)
  const core = [...attributes.values()].filter(({ returned }) => returned !== 'never')
  const leaves = [
    ...core.map((attribute) => ofAttribute(attribute, undefined)),
    ...[...extensions.values()].flatMap(({ urn, attributes: own }) =>
      [...own.values()].map((attribute) => ofAttribute(attribute, urn)),
    ),
  ]
  const matched = core.filter(({ name }) => MATCHED.includes(name.toLowerCase())).map(matching)
  return combined(fc.oneof(fc.oneof(...leaves), fc.oneof(...matched)))
}

/** Every attribute of a type that can be sorted by, in attribute notation. */
export const sortableOf = (resourceType: ResourceTypeDefinition): string[] => {
  const { attributes, extensions } = attributeTable(resourceType)
  const all = [...attributes.values()].concat(
    [...extensions.values()].flatMap((extension) => [...extension.attributes.values()]),
  )
  return all.flatMap(sortablePaths)
}

const sortablePaths = (attribute: Attribute): string[] => {
  if (attribute.returned === 'never' || attribute.type === 'binary') return []
  if (attribute.type !== 'complex') return [attribute.path]
  const value = attribute.subAttributes.get('value')
  return [
    ...(value && value.type !== 'binary' ? [attribute.path] : []),
    ...[...attribute.subAttributes.values()].flatMap(sortablePaths),
  ]
}
