import type { AttributePath } from './attribute-path.ts'
import { kindAt } from './characters.ts'
import type {
  CompareFilter,
  CompareOperator,
  Filter,
  LogicalFilter,
  PresentFilter,
} from './filter.ts'
import {
  countTerm,
  descend,
  type FilterReader,
  skipSpaces,
  syntaxError,
  takeWord,
} from './filter-reader.ts'
import { readAttributePath, readSubAttribute } from './read-attribute-path.ts'
import { readFilterValue } from './read-filter-value.ts'

const pairOf = (first: number, second: number): number => ((first | 0x20) << 16) | (second | 0x20)
/** Operators by their two characters in one number. */
const OPERATORS: ReadonlyMap<number, CompareOperator | 'pr'> = /* @__PURE__ */ new Map(
  (['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'] as const).map((op) => [
    pairOf(op.charCodeAt(0), op.charCodeAt(1)),
    op,
  ]),
)
const NOT = /not *\(/iy
const SMALL_N = 0x6e
const OPEN_PARENTHESIS = 0x28
const CLOSE_PARENTHESIS = 0x29
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/** Reads a filter up to the end of the text or to what closes it: `or` binds weakest, then `and`, then `not`. */
export const readFilter = (reader: FilterReader): Filter => readChain(reader, 'or', readConjunction)

const readConjunction = (reader: FilterReader): Filter => readChain(reader, 'and', readTerm)

const readChain = (
  reader: FilterReader,
  op: LogicalFilter['op'],
  readNext: (reader: FilterReader) => Filter,
): Filter => {
  skipSpaces(reader)
  const start = reader.at
  const first = readNext(reader)
  if (!takeConnective(reader, op)) return first
  const filters = [first]
  do filters.push(readNext(reader))
  while (takeConnective(reader, op))
  return { op, filters, start, end: reader.at }
}

const takeConnective = (reader: FilterReader, op: LogicalFilter['op']): boolean => {
  const { text, at: from } = reader
  if (from === text.length) return false
  const separated = skipSpaces(reader) || text.charCodeAt(from - 1) === CLOSE_PARENTHESIS
  if (separated && takeWord(reader, op)) return true
  reader.at = from
  return false
}

const readTerm = (reader: FilterReader): Filter => {
  skipSpaces(reader)
  if (reader.text.charCodeAt(reader.at) === OPEN_PARENTHESIS) return readGroup(reader)
  const start = reader.at
  if (startsNot(reader)) {
    descend(reader)
    const filter = readGroup(reader)
    reader.depth -= 1
    return { op: 'not', filter, start, end: reader.at }
  }
  return readExpression(reader)
}

const readGroup = (reader: FilterReader): Filter => {
  reader.at += 1
  return readNested(reader, CLOSE_PARENTHESIS)
}

/** Reads the `[filter]` that may follow an attribute in a path. */
export const readBracket = (reader: FilterReader): Filter | undefined => {
  if (reader.text.charCodeAt(reader.at) !== OPEN_BRACKET) return undefined
  reader.at += 1
  return readNested(reader, CLOSE_BRACKET)
}

const readNested = (reader: FilterReader, close: number): Filter => {
  descend(reader)
  const filter = readFilter(reader)
  skipSpaces(reader)
  if (reader.text.charCodeAt(reader.at) !== close)
    throw syntaxError(
      reader,
      `\`and\`, \`or\` or "${String.fromCharCode(close)}" to close what was opened`,
    )
  reader.at += 1
  reader.depth -= 1
  return filter
}

// `not` is an operator only in front of a parenthesis, with or without spaces; else it is a name like any other.
const startsNot = (reader: FilterReader): boolean => {
  if ((reader.text.charCodeAt(reader.at) | 0x20) !== SMALL_N) return false
  NOT.lastIndex = reader.at
  if (NOT.test(reader.text)) {
    reader.at += 3
    skipSpaces(reader)
    return true
  }
  return false
}

const readExpression = (reader: FilterReader): Filter => {
  const start = reader.at
  const path = readAttributePath(reader, 'an attribute, "(" or `not (`')
  const inner = readBracket(reader)
  return inner ? readValuePath(reader, path, inner, start) : readComparison(reader, path, start)
}

const readValuePath = (
  reader: FilterReader,
  path: AttributePath,
  inner: Filter,
  start: number,
): Filter => {
  const end = reader.at
  const sub = readSubAttribute(reader)
  if (sub === undefined) return { op: 'valuePath', path, filter: inner, start, end }
  // Microsoft Entra's validator sends `emails[type eq "work"].value eq "x"`, which the grammar lacks: both terms
  // speak of one element.
  const comparison = readComparison(reader, { name: sub }, end + 1)
  const filters = inner.op === 'and' ? [...inner.filters, comparison] : [inner, comparison]
  const filter: Filter = { op: 'and', filters, start: inner.start, end: reader.at }
  return { op: 'valuePath', path, filter, start, end: reader.at }
}

const readComparison = (
  reader: FilterReader,
  path: AttributePath,
  start: number,
): CompareFilter | PresentFilter => {
  countTerm(reader)
  const spaced = skipSpaces(reader)
  const from = reader.at
  const op = spaced ? takeOperator(reader) : undefined
  if (op === undefined)
    throw syntaxError(reader, `an operator after \`${path.sub ?? path.name}\``, from)
  if (op === 'pr') return { op, path, start, end: reader.at }
  if (!skipSpaces(reader)) throw syntaxError(reader, `a space and a value after \`${op}\``)
  const value = readFilterValue(reader)
  return { op, path, value, start, end: reader.at }
}

const takeOperator = (reader: FilterReader): CompareOperator | 'pr' | undefined => {
  const { text, at } = reader
  const end = at + 2
  if (end > text.length || kindAt(text, end) > 0) return undefined
  const op = OPERATORS.get(pairOf(text.charCodeAt(at), text.charCodeAt(at + 1)))
  if (op !== undefined) reader.at = end
  return op
}
