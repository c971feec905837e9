import type { StepReport } from './play.ts'
import type { Cast } from './step.ts'

const ms = (value: number): string => `${Math.round(value)} ms`.padStart(8)

/** The heading of an identity provider's part. */
export const heading = ({ provider, userName }: Cast): string => `\n${provider}: ${userName}`

/** A step as lines: request → event → delivery → effect, with the time each took. */
export const lines = ({ step, started, exchanges, events, effects, held }: StepReport): string =>
  [
    `  ${held ? '✓' : '✗'} ${step.name}`,
    ...exchanges.map(
      ({ method, path, status, ms: took }) =>
        `      ${`${method} ${shorten(path)} → ${status}`.padEnd(62)} ${ms(took)}`,
    ),
    ...events.flatMap(({ type, sequence }, index) => {
      const event = `event ${sequence} ${type.replace('organization.directory.', '')}`
      const arrived = effects[index]
      return arrived
        ? [
            `      ⤷ ${`${event}, delivered after`.padEnd(60)} ${ms(arrived.at - started)}`,
            `        ⤷ ${arrived.effect}`,
          ]
        : [`      ⤷ ${event}, not delivered`]
    }),
    ...(held ? [] : [`      expected ${step.expected}, which is not there`]),
  ].join('\n')

const shorten = (path: string): string =>
  path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => `${id.slice(0, 8)}…`).slice(0, 54)
