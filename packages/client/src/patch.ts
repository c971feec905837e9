export { buildPatch } from './patch/build-patch.ts'
export type { ElementPatch, PatchBuilder } from './patch/patch-builder.ts'
export type {
  AddedValue,
  CollectionName,
  ElementOf,
  ExtensionOf,
  ExtensionUrn,
  PatchPath,
  PatchValue,
} from './patch/patch-targets.ts'
