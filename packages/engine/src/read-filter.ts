import type { AttributePath } from './attribute-path.ts'
import type { CompareFilter, Filter, LogicalFilter, PresentFilter } from './filter.ts'
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

const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'] as const
const NOT = /not *\(/iy
const OPEN_PARENTHESIS = 0x28
const CLOSE_PARENTHESIS = 0x29
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/** Reads a filter up to the end of the text or to what closes it: `or` binds weakest, then `and`, then `not`. */
export const readFilter = (reader: FilterReader): Filter => readList(reader, 'or')

const readList = (reader: FilterReader, op: LogicalFilter['op']): Filter => {
  skipSpaces(reader)
  const start = reader.at
  const first = readOperand(reader, op)
  if (!nextConnective(reader, op)) return first
  const filters = [first]
  do filters.push(readOperand(reader, op))
  while (nextConnective(reader, op))
  return { op, filters, start, end: reader.at }
}

const readOperand = (reader: FilterReader, op: LogicalFilter['op']): Filter =>
  op === 'or' ? readList(reader, 'and') : readTerm(reader)

const nextConnective = (reader: FilterReader, op: LogicalFilter['op']): boolean => {
  const from = reader.at
  const separated = skipSpaces(reader) || reader.text.charCodeAt(from - 1) === CLOSE_PARENTHESIS
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
  if ((reader.text.charCodeAt(reader.at) | 0x20) !== 0x6e) return false
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
  const op = spaced ? OPERATORS.find((operator) => takeWord(reader, operator)) : undefined
  if (op === undefined)
    throw syntaxError(reader, `an operator after \`${path.sub ?? path.name}\``, from)
  if (op === 'pr') return { op, path, start, end: reader.at }
  if (!skipSpaces(reader)) throw syntaxError(reader, `a space and a value after \`${op}\``)
  const value = readFilterValue(reader)
  return { op, path, value, start, end: reader.at }
}
