import type { Migration } from '../../migrations/migration.ts'
import { initial } from './0001-initial.ts'
import { operation } from './0002-operation.ts'
import { dueInOrder } from './0003-due-in-order.ts'
import { quickCompression } from './0004-quick-compression.ts'

/** Every step of the PostgreSQL schema, oldest first. */
export const migrations: readonly Migration[] = [initial, operation, dueInOrder, quickCompression]
