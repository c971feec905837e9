import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../packages/testing/src/conformance/rules/index.ts'
import { checklist } from './conformance/checklist.ts'

const report = readFileSync(join(dirname(import.meta.dirname), 'docs/conformance.md'), 'utf8')

test('every rule belongs to the checklist', () => {
  const items = new Set(checklist.map(({ item }) => item))
  expect(rules.filter(({ item }) => !items.has(item))).toEqual([])
})

test('docs/conformance.md is about the rules there are; write it anew with npm run conformance-report', () => {
  const lines = report.split('\n').filter((line) => /^\| \| RFC\d+/.test(line))
  const told = lines.map((line) => line.split(' | ').slice(1, 3).join(' '))
  const there = rules.map(({ id }) => id.replace(/^(\S+) /, '$1 '))
  expect(told.map((line) => line.replace(/^\| /, '')).sort()).toEqual(there.sort())
  expect(report).not.toContain('**broken**')
})
