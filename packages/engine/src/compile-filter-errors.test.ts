import { isScimError } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { DeviceResourceType } from '../test/device.ts'
import { compileFilter } from './compile-filter.ts'

const detailOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (isScimError(error) && error.scimType === 'invalidFilter') return error.detail
    throw error
  }
  throw new Error('no error')
}

describe('what a filter may not ask', () => {
  test.each([
    ['nope eq "x"', '`nope`'],
    ['label.x eq "x"', '`label.x`'],
    ['parts.nope pr', '`parts.nope`'],
    ['urn:example:other:label eq "x"', '`urn:example:other:label`'],
    ['parts[nope eq "x"]', '`nope`'],
    ['parts[parts.kind eq "x"]', '`parts.kind`'],
    ['parts[urn:x:kind eq "x"]', '`urn:x:kind`'],
    ['tags[kind eq "x"]', '`kind`'],
    ['label[value eq "x"]', '`label` has no elements'],
    ['floor[value eq 1]', '`floor` has no elements'],
    ['place eq "x"', '`place` is complex'],
    ['pin eq "x"', '`pin` is never returned'],
    ['pin pr', '`pin` is never returned'],
    ['safe pr', '`safe` is never returned'],
    ['safe.value eq "x"', '`safe.value` is never returned'],
    ['safe[value eq "x"]', '`safe` is never returned'],
    ['parts.code eq "x"', '`parts.code` is never returned'],
    ['parts[code pr]', '`parts.code` is never returned'],
    ['locked gt true', '`gt`'],
    ['locked ge false', '`ge`'],
    ['locked co "t"', 'true or false'],
    ['locked gt false', 'no order and no parts'],
    ['locked sw true', '`sw`'],
    ['locked eq "true"', 'true or false'],
    ['locked eq 1', 'true or false'],
    ['key gt "x"', 'binary'],
    ['key ge "x"', 'binary'],
    ['key lt "x"', 'binary'],
    ['key le "x"', 'binary'],
    ['floor eq "2"', 'a number'],
    ['floor co 2', 'no parts'],
    ['floor sw 2', 'no parts'],
    ['weight ew 2', 'no parts'],
    ['label eq 5', 'a string'],
    ['label eq true', 'a string'],
    ['site eq 5', 'a string'],
    ['seen eq 5', 'a dateTime'],
    ['seen gt "yesterday"', 'a dateTime'],
    ['seen eq "2026-05-13"', 'a dateTime'],
    ['seen co 5', 'a string'],
    ['label gt null', '`eq` and `ne` only'],
    ['label co null', '`eq` and `ne` only'],
    ['label pr and nope pr', '`nope`'],
    ['label pr or nope pr', '`nope`'],
    ['not (nope pr)', '`nope`'],
  ])('%s is 400 invalidFilter: %s', (filter, expectation) => {
    expect(detailOf(() => compileFilter(filter, DeviceResourceType))).toContain(expectation)
  })

  test('errors have the position of the term and never its value', () => {
    const detail = detailOf(() =>
      compileFilter('label pr and (floor eq "secret")', DeviceResourceType),
    )
    expect(detail).toContain('position 14:')
    expect(detail).not.toContain('secret')
    expect(
      detailOf(() => compileFilter('label pr and tags[x eq "secret"]', DeviceResourceType)),
    ).toContain('position 18')
  })
})
