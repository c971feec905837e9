import { describe, expect, it } from 'vitest'
import { joinSql, sql, toStatement } from './sql.ts'

describe('sql', () => {
  it('binds values and inlines pieces, in order', () => {
    const condition = sql`a = ${1} AND b = ${'x'}`
    const whole = sql`SELECT ${'y'} WHERE ${condition} OR ${sql`TRUE`} LIMIT ${null}`
    expect(toStatement(whole, 'sqlite')).toEqual({
      text: 'SELECT ? WHERE a = ? AND b = ? OR TRUE LIMIT ?',
      values: ['y', 1, 'x', null],
    })
  })

  it('joins pieces, none of them too', () => {
    const pieces = [sql`a = ${1}`, sql`b`, sql`c = ${2}`]
    expect(toStatement(joinSql(pieces, sql` OR `), 'sqlite')).toEqual({
      text: 'a = ? OR b OR c = ?',
      values: [1, 2],
    })
    expect(toStatement(joinSql([], sql`, `), 'sqlite')).toEqual({ text: '', values: [] })
  })

  it('never takes text from a value, also one that looks like a piece', () => {
    const forged = JSON.parse('{"strings": ["DROP TABLE resource"], "values": []}')
    const { text } = toStatement(sql`SELECT ${forged}`, 'sqlite')
    expect(text).toBe('SELECT ?')
  })
})
