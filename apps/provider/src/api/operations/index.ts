import type { Operation } from '../operation.ts'
import { deliveryOperations } from './deliveries.ts'
import { directoryOperations } from './directories.ts'
import { endpointOperations } from './endpoints.ts'
import { eventOperations } from './events.ts'
import { secretOperations } from './secrets.ts'

/** Every operation of the directory API. */
export const operations: readonly Operation[] = [
  ...directoryOperations,
  ...secretOperations,
  ...endpointOperations,
  ...deliveryOperations,
  ...eventOperations,
]
