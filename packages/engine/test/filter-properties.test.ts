import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attributeTable,
  compileFilter,
  formatFilter,
  formatPath,
  parseFilter,
  parsePath,
} from '../src/index.ts'
import { Device, DeviceResourceType } from './device.ts'
import { anyFilter, nodesOf, withoutPositions } from './filter-arbitrary.ts'
import { referenceMatch } from './reference-match.ts'

const seed = 7644
const limits = { maxLength: Number.MAX_SAFE_INTEGER, maxDepth: 100, maxTerms: 1000 }

describe('parsing and formatting', () => {
  test('a formatted filter parses to itself', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const parsed = parseFilter(formatFilter(filter), { limits })
        expect(withoutPositions(parsed)).toEqual(filter)
      }),
      { numRuns: 3000, seed },
    )
  })

  test('the text between the positions of a node is the node', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const text = formatFilter(filter)
        for (const node of nodesOf(parseFilter(text, { limits }))) {
          const part = parseFilter(text.slice(node.start, node.end), { limits })
          expect(withoutPositions(part)).toEqual(withoutPositions(node))
        }
      }),
      { numRuns: 500, seed },
    )
  })

  test('letter case of operators and the number of spaces say nothing', () => {
    const written = ['a eq "x" and not (b pr or c[d gt 5 and e eq true])', 'a le 5 or (b sw "y")']
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.infiniteStream(fc.boolean()), (text, coins) => {
        const flip = () => coins.next().value === true
        const other = text
          .replaceAll(/\b(?:eq|and|not|pr|or|gt|le|sw|true)\b/g, (op) =>
            flip() ? op.toUpperCase() : op,
          )
          .replaceAll(' ', () => (flip() ? '   ' : ' '))
        expect(withoutPositions(parseFilter(other))).toEqual(withoutPositions(parseFilter(text)))
      }),
      { numRuns: 200, seed },
    )
  })

  test('a formatted path parses to itself', () => {
    fc.assert(
      fc.property(anyFilter, fc.boolean(), (filter, hasSub) => {
        const path = {
          urn: 'urn:x:2.0:User',
          name: 'emails',
          filter,
          ...(hasSub && { sub: 'value' }),
        }
        const text = formatPath(path)
        fc.pre(text.length <= 512)
        const parsed = parsePath(text)
        expect({ ...parsed, filter: parsed.filter && withoutPositions(parsed.filter) }).toEqual(
          path,
        )
      }),
      { numRuns: 1000, seed },
    )
  })
})

const text = fc.constantFrom('', 'a', 'A', 'ab', 'É', 'e\u0301', '\u{1f600}', '\uffff', 'K')
const number = fc.constantFrom(0, 1, 2, 10, -1, 1.5)
const moment = fc.constantFrom(
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00.5Z',
  '2026-01-01T01:00:00.500+01:00',
  '2025-12-31T23:59:59-00:30',
  '2026-01-01T00:00:00.000000001Z',
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const some = <T>(value: fc.Arbitrary<T>) => maybe(fc.array(value, { maxLength: 3 }))

const device = fc.record({
  label: fc.oneof(maybe(text), fc.constant(null)),
  serial: maybe(text),
  floor: maybe(number),
  locked: maybe(fc.boolean()),
  seen: maybe(moment),
  key: maybe(text),
  tags: some(text),
  readings: some(number),
  place: maybe(fc.record({ room: maybe(text), doors: some(text) })),
  parts: some(
    fc.record({
      value: maybe(text),
      kind: maybe(text),
      made: maybe(moment),
      amounts: some(number),
    }),
  ),
})

const quoted = text.map((each) => JSON.stringify(each))
const anyOp = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
const order = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le')
const equality = fc.constantFrom('eq', 'ne')
const join = (...parts: fc.Arbitrary<unknown>[]) => fc.tuple(...parts).map((each) => each.join(' '))
const named = (...names: string[]) => fc.constantFrom(...names)

const terms = (names: Record<'text' | 'number' | 'moment', string[]>, all: string[]) => [
  join(named(...names.text), anyOp, quoted),
  join(named(...names.number), order, number),
  join(
    named(...names.moment),
    order,
    moment.map((each) => `"${each}"`),
  ),
  join(named(...all), equality, fc.constant('null')),
  join(named(...all), fc.constant('pr')),
]
const partNames = { text: ['value', 'KIND'], number: ['amounts'], moment: ['made'] }
const combined = (term: fc.Arbitrary<string>) =>
  fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      term,
      fc
        .tuple(tie('filter'), named('and', 'or'), tie('filter'))
        .map(([one, op, other]) => `(${one} ${op} ${other})`),
      tie('filter').map((each) => `not (${each})`),
    ),
  })).filter
const partFilter = combined(fc.oneof(...terms(partNames, ['value', 'kind', 'made', 'amounts'])))
const filterText = combined(
  fc.oneof(
    ...terms(
      {
        text: [
          'label',
          'serial',
          'tags',
          'place.room',
          'place.doors',
          'parts',
          'parts.kind',
          `${Device.id}:label`,
        ],
        number: ['floor', 'readings', 'parts.amounts'],
        moment: ['seen', 'parts.made'],
      },
      ['label', 'floor', 'locked', 'seen', 'tags', 'place', 'parts', 'parts.value', 'place.doors'],
    ),
    join(fc.constant('locked'), equality, fc.boolean()),
    join(fc.constant('key'), fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew'), quoted),
    partFilter.map((filter) => `parts[${filter}]`),
    join(fc.constant('tags[value'), anyOp, quoted).map((each) => `${each}]`),
  ),
)

describe('matching', () => {
  const table = attributeTable(DeviceResourceType)

  test('a compiled filter says what the documented semantics say', () => {
    let matched = 0
    fc.assert(
      fc.property(
        filterText,
        fc.array(device, { minLength: 1, maxLength: 4 }),
        (written, devices) => {
          const matches = compileFilter(written, DeviceResourceType)
          const filter = parseFilter(written)
          for (const each of devices) {
            if (matches(each)) matched += 1
            expect(matches(each), written).toBe(referenceMatch(filter, each, table))
          }
        },
      ),
      { numRuns: 5000, seed },
    )
    expect(matched).toBeGreaterThan(1000)
  })

  test('the laws of logic hold', () => {
    const matches = (written: string) => compileFilter(written, DeviceResourceType)
    fc.assert(
      fc.property(filterText, filterText, device, (one, other, each) => {
        const [a, b] = [matches(one)(each), matches(other)(each)]
        expect(matches(`not (${one})`)(each)).toBe(!a)
        expect(matches(`(${one}) and (${other})`)(each)).toBe(a && b)
        expect(matches(`(${one}) or (${other})`)(each)).toBe(a || b)
        expect(matches(`not ((${one}) and (${other}))`)(each)).toBe(
          matches(`not (${one}) or not (${other})`)(each),
        )
      }),
      { numRuns: 1000, seed },
    )
  })
})
