import type { Attribute, AttributeTable, CompareFilter, Filter } from '../src/index.ts'
import { compareInstants, parseDateTime } from '../src/index.ts'

type Values = unknown[]

const list = (value: unknown): Values =>
  (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined && each !== null)

const read = (holders: Values, { name }: Attribute): Values =>
  holders.flatMap((holder) => list((holder as Record<string, unknown>)[name]))

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isEmpty))

const holds = (op: string, order: number): boolean =>
  ({ gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 })[op] ?? order === 0

const points = (text: string): string =>
  Array.from(text, (each) => (each.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('')

const passes = (stored: unknown, { op, value }: CompareFilter, attribute: Attribute): boolean => {
  if (typeof stored !== typeof value) return false
  if (typeof stored !== 'string' || typeof value !== 'string')
    return typeof stored === 'boolean'
      ? stored === value
      : holds(op, Number(stored) - Number(value))
  if (attribute.type === 'dateTime' && !['co', 'sw', 'ew'].includes(op)) {
    const [one, other] = [parseDateTime(stored), parseDateTime(value)]
    return one !== undefined && other !== undefined && holds(op, compareInstants(one, other))
  }
  const isExact = attribute.caseExact || attribute.type === 'binary'
  const [text, literal] = [stored, value].map((each) =>
    isExact ? each : each.normalize('NFC').toLowerCase(),
  ) as [string, string]
  if (op === 'co') return text.includes(literal)
  if (op === 'sw') return text.startsWith(literal)
  if (op === 'ew') return text.endsWith(literal)
  return holds(op, points(text) < points(literal) ? -1 : Number(points(text) > points(literal)))
}

interface Found {
  attribute: Attribute
  values: Values
}

/** What a filter says by the letter of the docstring of `compileFilter`: slowly, with every value in a list. */
export const referenceMatch = (filter: Filter, holder: unknown, table: AttributeTable): boolean => {
  const evaluate = (node: Filter, find: (path: CompareFilter['path']) => Found): boolean => {
    switch (node.op) {
      case 'and':
        return node.filters.every((each) => evaluate(each, find))
      case 'or':
        return node.filters.some((each) => evaluate(each, find))
      case 'not':
        return !evaluate(node.filter, find)
      case 'pr':
        return find(node.path).values.some((value) => !isEmpty(value))
      case 'valuePath': {
        const { attribute, values } = find(node.path)
        return values.some((element) => evaluate(node.filter, inElement(attribute, element)))
      }
      default: {
        const { attribute, values } = find(node.path)
        if (node.value === null) return values.some((each) => !isEmpty(each)) === (node.op === 'ne')
        const sub = attribute.subAttributes.get('value')
        const of = sub ? read(values, sub) : values
        if (node.op !== 'ne') return of.some((each) => passes(each, node, sub ?? attribute))
        const equal = { ...node, op: 'eq' as const }
        return of.length === 0 || of.some((each) => !passes(each, equal, sub ?? attribute))
      }
    }
  }
  const inElement =
    (attribute: Attribute, element: unknown) =>
    ({ name }: CompareFilter['path']): Found => {
      const sub = attribute.subAttributes.get(name.toLowerCase())
      return sub
        ? { attribute: sub, values: read([element], sub) }
        : { attribute, values: list(element) }
    }
  return evaluate(filter, ({ name, sub }) => {
    const attribute = table.attributes.get(name.toLowerCase())
    if (!attribute) throw new Error(name)
    const values = read([holder], attribute)
    const part = sub === undefined ? undefined : attribute.subAttributes.get(sub.toLowerCase())
    return part ? { attribute: part, values: read(values, part) } : { attribute, values }
  })
}
