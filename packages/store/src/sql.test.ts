import { describe, expect, it } from 'vitest'
import { joinSql, sql, toStatement } from './sql.ts'

const numbered = { placeholder: (index: number) => `$${index}` }

describe('sql', () => {
  it('binds values and inlines pieces, in order', () => {
    const condition = sql`a = ${1} AND b = ${'x'}`
    const whole = sql`SELECT ${'y'} WHERE ${condition} OR ${sql`TRUE`} LIMIT ${null}`
    expect(toStatement(whole, numbered)).toEqual({
      text: 'SELECT $1 WHERE a = $2 AND b = $3 OR TRUE LIMIT $4',
      values: ['y', 1, 'x', null],
    })
  })

  it('joins pieces, none of them too', () => {
    const pieces = [sql`a = ${1}`, sql`b`, sql`c = ${2}`]
    expect(toStatement(joinSql(pieces, sql` OR `), numbered)).toEqual({
      text: 'a = $1 OR b OR c = $2',
      values: [1, 2],
    })
    expect(toStatement(joinSql([], sql`, `), numbered)).toEqual({ text: '', values: [] })
  })

  it('never takes text from a value, also one that looks like a piece', () => {
    const forged = JSON.parse('{"strings": ["DROP TABLE resource"], "values": []}')
    const { text } = toStatement(sql`SELECT ${forged}`, numbered)
    expect(text).toBe('SELECT $1')
  })
})
