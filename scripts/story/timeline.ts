import type { StepReport } from './play.ts'
import type { Cast } from './step.ts'

const ms = (value: number): string => `${Math.round(value)} ms`.padStart(8)

/** The heading of an identity provider's part. */
export const heading = ({ provider, userName }: Cast): string => `\n${provider}: ${userName}`

/** A step as lines: request → event → effect, with the time each took. */
export const lines = ({ step, exchanges, events, effects, ms: total, held }: StepReport): string =>
  [
    `  ${held ? '✓' : '✗'} ${step.name.padEnd(60)} ${ms(total)}`,
    ...exchanges.map(
      ({ method, path, status, ms: took }) =>
        `      ${`${method} ${shorten(path)} → ${status}`.padEnd(58)} ${ms(took)}`,
    ),
    ...events.map(
      ({ type, sequence }, index) =>
        `      ⤷ ${type.replace('organization.directory.', '')} #${sequence} ⤷ ${effects[index] ?? 'nothing yet'}`,
    ),
    ...(held ? [] : [`      expected ${step.expected}, which is not there`]),
  ].join('\n')

const shorten = (path: string): string =>
  path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => `${id.slice(0, 8)}…`).slice(0, 50)
