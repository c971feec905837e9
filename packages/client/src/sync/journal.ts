import { configurationError } from '../client-error.ts'

/** What became of one operation of a plan. */
export interface JournalEntry {
  readonly plan: string
  /** The place of the operation in the plan. */
  readonly index: number
  readonly outcome: 'done' | 'failed'
  /** Of what was created. */
  readonly id?: string
}

/** Where it is written down what was done, so that a plan that was interrupted goes on where it stopped. */
export interface Journal {
  entries(): Iterable<JournalEntry> | Promise<Iterable<JournalEntry>>
  append(entry: JournalEntry): void | Promise<void>
}

/** A journal that lasts as long as the process; for tests, and for a second attempt. */
export const createMemoryJournal = (): Journal => {
  const entries: JournalEntry[] = []
  return { entries: () => entries, append: (entry) => void entries.push(entry) }
}

/**
 * What a journal says is done, by place in the plan.
 *
 * @throws ClientError configuration, when it is the journal of another plan.
 */
export const readJournal = async (
  journal: Journal | undefined,
  plan: string,
): Promise<Map<number, JournalEntry>> => {
  const done = new Map<number, JournalEntry>()
  for (const entry of (await journal?.entries()) ?? []) {
    if (entry.plan !== plan) throw configurationError('The journal belongs to another plan.')
    if (entry.outcome === 'done') done.set(entry.index, entry)
  }
  return done
}
