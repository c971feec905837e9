import type { Call } from './http/call.ts'
import { safeFilter } from './safe-filter.ts'

/** How much a logger is told. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off'

/** What a client reports to; `console` is one. */
export type Log = {
  readonly [Level in Exclude<LogLevel, 'off'>]: (
    message: string,
    fields: Readonly<Record<string, unknown>>,
  ) => void
}

/** What the parts of a client report. */
export interface Logger {
  answer(report: {
    call: Call
    status?: number | undefined
    code?: string
    attempt: number
    tookMs: number
  }): void
  retry(report: { call: Call; attempt: number; waitMs: number }): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'off']

/** Reports by an allow-list: method, kind of path, known parameters, numbers; everything else may be about a person. */
export const createLogger = (
  log: Log | undefined,
  level: LogLevel = levelFromEnvironment(),
): Logger => {
  // The fields are only made for those who read them.
  const write = (at: Level, message: string, fields: () => Record<string, unknown>) => {
    if (log && levels.indexOf(at) >= levels.indexOf(level)) log[at](message, fields())
  }
  return {
    answer: ({ call, status, code, attempt, tookMs }) =>
      write(code === undefined ? 'debug' : 'info', 'scim.answer', () => ({
        ...describe(call),
        ...(status !== undefined && { status }),
        ...(code !== undefined && { code }),
        attempt,
        tookMs,
      })),
    retry: ({ call, ...rest }) =>
      write('info', 'scim.retry', () => ({ ...describe(call), ...rest })),
    warn: (message, fields = {}) => write('warn', message, () => ({ ...fields })),
  }
}

type Level = Exclude<LogLevel, 'off'>

// An id is often a user name: of the path only its first part is told.
const describe = ({ method, path }: Call): Record<string, unknown> => {
  const { pathname, searchParams } = new URL(path, 'https://scim.invalid')
  const [, first = '', ...more] = pathname.split('/')
  const rest = more.length === 0 ? '' : more[0] === '.search' ? '/.search' : '/…'
  const query = [...searchParams].filter(([name]) => SHOWN.includes(name))
  const filter = searchParams.get('filter')
  return {
    method,
    path: `/${first}${rest}`,
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
    ...(filter !== null && { filter: safeFilter(filter) }),
  }
}

const SHOWN = ['attributes', 'excludedAttributes', 'startIndex', 'count', 'sortBy', 'sortOrder']

const levelFromEnvironment = (): LogLevel => {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  const level = process?.env?.SCIMWRIGHT_LOG as LogLevel
  return levels.includes(level) ? level : 'warn'
}
