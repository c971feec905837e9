import type { Operation } from '../operation.ts'
import { deliveryOperations } from './deliveries.ts'
import { directoryOperations } from './directories.ts'
import { endpointSecretOperations } from './endpoint-secrets.ts'
import { endpointOperations } from './endpoints.ts'
import { eventOperations } from './events.ts'
import { peopleOperations } from './people.ts'
import { roleOperations } from './roles.ts'
import { secretOperations } from './secrets.ts'

/** Every operation of the directory API. */
export const operations: readonly Operation[] = [
  ...directoryOperations,
  ...secretOperations,
  ...peopleOperations,
  ...roleOperations,
  ...endpointOperations,
  ...endpointSecretOperations,
  ...deliveryOperations,
  ...eventOperations,
]
