export type {
  ListPage,
  ListQuery,
  Member,
  Store,
  StoredResource,
  Write,
  WriteResult,
} from './store.ts'
