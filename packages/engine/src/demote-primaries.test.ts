import { expect, test } from 'vitest'
import { countPrimaries, demotePrimaries } from './demote-primaries.ts'

const [a, b, c] = ['a', 'b', 'c'].map((value) => ({ value, primary: true }))
const plain = { value: 'd' }

test('one primary or none is left alone', () => {
  for (const elements of [[], [plain], [plain, a], ['x', null]])
    expect(demotePrimaries(elements)).toBe(elements)
  expect(countPrimaries([a, plain, b, 'x'])).toBe(2)
})

test('the last one that became primary stays so', () => {
  const demoted = (value: string) => ({ value, primary: false })
  expect(demotePrimaries([a, plain, b, c])).toEqual([demoted('a'), plain, demoted('b'), c])
  expect(demotePrimaries([a, b, c], [plain, b, c])).toEqual([a, demoted('b'), demoted('c')])
  expect(demotePrimaries([a, b, plain], [b])).toEqual([a, demoted('b'), plain])
  expect(demotePrimaries([a, b], [a, b])).toEqual([demoted('a'), b])
})
