import type { Rule } from '../rule.ts'
import { bulkRules } from './bulk.ts'
import { cursorPagingRules } from './cursor-paging.ts'
import { dataModelRules } from './data-model.ts'
import { deletingRules } from './deleting.ts'
import { discoveryRules } from './discovery.ts'
import { filteringRules } from './filtering.ts'
import { listingRules } from './listing.ts'
import { patchingRules } from './patching.ts'
import { protocolRules } from './protocol.ts'
import { readingRules } from './reading.ts'
import { replacingRules } from './replacing.ts'

/** Every rule a server can be asked about over HTTP. */
export const rules: readonly Rule[] = [
  ...dataModelRules,
  ...protocolRules,
  ...discoveryRules,
  ...readingRules,
  ...filteringRules,
  ...listingRules,
  ...replacingRules,
  ...patchingRules,
  ...deletingRules,
  ...bulkRules,
  ...cursorPagingRules,
]
