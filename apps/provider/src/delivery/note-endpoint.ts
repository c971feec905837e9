import type { AttemptOutcome, Endpoint, EndpointNote } from '@scimwright/store'

/** When an endpoint that does nothing but fail is given up. */
export interface NoteOptions {
  /** Unix milliseconds. */
  readonly now: number
  readonly disableAfterMs: number
}

/** What an attempt tells of its endpoint; undefined when that is known already. */
export const noteOf = (
  { failingSince }: Pick<Endpoint, 'failingSince'>,
  outcome: AttemptOutcome,
  { now, disableAfterMs }: NoteOptions,
): EndpointNote | undefined => {
  if (outcome.result === 'delivered') return failingSince === undefined ? undefined : {}
  const since = failingSince ?? now
  if (outcome.status === 410) return { failingSince: since, disabledReason: 'gone' }
  if (now - since >= disableAfterMs) return { failingSince: since, disabledReason: 'failing' }
  return failingSince === undefined ? { failingSince: since } : undefined
}
