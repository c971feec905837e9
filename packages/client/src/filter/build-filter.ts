import type { AttributePath, CompareOperator, FilterValue } from '@scimwright/engine'
import { type ClientError, configurationError } from '../client-error.ts'
import { type FilterExpression, filterExpression, NOWHERE } from './filter-expression.ts'
import type { FilterFields } from './filter-fields.ts'

/**
 * A filter with checked attribute names and escaped values (RFC 7644 §3.4.2.2).
 *
 * @throws ClientError configuration, for a value that no filter can hold.
 * @example
 * const filter = buildFilter<User>((user) =>
 *   user.active.eq(true).and(user.emails.where((email) => email.value.ew('@example.com'))),
 * )
 * String(filter) // active eq true and emails[value ew "@example.com"]
 */
export const buildFilter = <R>(
  build: (fields: FilterFields<R>) => FilterExpression,
): FilterExpression => build(fields([]) as FilterFields<R>)

const fields = (steps: readonly string[]): object =>
  new Proxy({}, { get: (_, name) => (typeof name === 'string' ? step(steps, name) : undefined) })

const step = (steps: readonly string[], name: string): unknown => {
  if (steps.length === 0) return fields([name])
  switch (name) {
    case 'pr':
      return () => filterExpression({ op: 'pr', path: pathOf(steps), ...NOWHERE })
    case 'in':
      return (values: readonly unknown[]) => oneOf(steps, values)
    case 'where':
      return (build: (element: object) => FilterExpression) =>
        filterExpression({
          op: 'valuePath',
          path: pathOf(steps),
          filter: build(fields([])).filter,
          ...NOWHERE,
        })
    default:
      return isOperator(name)
        ? (value: unknown) => compare(steps, name, value)
        : fields([...steps, name])
  }
}

const operators: readonly string[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']
const isOperator = (name: string): name is CompareOperator => operators.includes(name)

const pathOf = (steps: readonly string[]): AttributePath => {
  const [first = '', ...rest] = steps
  const urn = first.includes(':') ? first : undefined
  const [name = '', sub] = urn === undefined ? steps : rest
  return { ...(urn !== undefined && { urn }), name, ...(sub !== undefined && { sub }) }
}

const compare = (steps: readonly string[], op: CompareOperator, value: unknown): FilterExpression =>
  filterExpression({ op, path: pathOf(steps), value: literal(value, steps), ...NOWHERE })

const oneOf = (steps: readonly string[], values: readonly unknown[]): FilterExpression => {
  const [first, ...others] = values.map((value) => compare(steps, 'eq', value))
  if (!first) throw refused(steps, 'in([]) matches nobody: do not ask at all')
  return first.or(...others)
}

const literal = (value: unknown, steps: readonly string[]): FilterValue => {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refused(steps, 'the Date is invalid')
    return value.toISOString()
  }
  if (value === null || value === undefined)
    throw refused(steps, `${value} is no value: an attribute without one is found by pr().not()`)
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return value as FilterValue
  throw refused(steps, `a ${typeof value} is no value of a filter`)
}

const refused = (steps: readonly string[], why: string): ClientError =>
  configurationError(`Filter on ${steps.join('.')}: ${why}.`)
