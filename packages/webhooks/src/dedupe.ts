/** Remembers which deliveries were handled, so that a repeated one has no second effect. */
export interface Dedupe {
  /** Claims an id: `new` is yours to handle, `done` was handled, `in_progress` is being handled. */
  begin(id: string): Promise<'new' | 'done' | 'in_progress'>
  /** Says that an id was handled. */
  commit(id: string): Promise<void>
  /** Gives an id back: handling it failed, and the next attempt is new. */
  release(id: string): Promise<void>
}

/** How long and how much is remembered. */
export interface DedupeOptions {
  /** Seconds a handled id is kept; 14 days, beyond the last retry of every sender. */
  readonly retentionSeconds?: number
  /** Seconds after which a claim that was neither committed nor released is void; 300. */
  readonly claimSeconds?: number
  /** Unix seconds. */
  readonly now?: () => number
}

/** The retention and claim times, with their defaults. */
export const dedupeTimes = ({
  retentionSeconds = 14 * 24 * 3600,
  claimSeconds = 300,
  now = () => Date.now() / 1000,
}: DedupeOptions) => ({ retentionSeconds, claimSeconds, now })
