import type { Migration } from '../../migrations/migration.ts'

/** The index of what is due has all of its order: a claim reads what it takes, however long the queue is. */
export const dueInOrder: Migration = {
  number: 3,
  name: 'due in order',
  statements: `
    DROP INDEX delivery_due;
    CREATE INDEX delivery_due ON delivery (directory_id, endpoint_id, next_at, id) WHERE state = 'pending';
  `,
}
