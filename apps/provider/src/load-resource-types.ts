import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  EnterpriseUser,
  Group,
  GroupResourceType,
  type ResourceTypeDefinition,
  resourceTypeFromDocument,
  type SchemaDefinition,
  schemaFromDocument,
  User,
  UserResourceType,
} from '@scimwright/types'

/**
 * The resource types a provider serves: User and Group, and those of a folder of JSON documents as `/Schemas` and
 * `/ResourceTypes` serve them (RFC 7643 §6, §7). A document named `User` or `Group` takes the place of the built-in type.
 *
 * @throws Error with one line that names the file and what is wrong in it.
 */
export const loadResourceTypes = (folder?: string): readonly ResourceTypeDefinition[] => {
  const builtIn = [UserResourceType, GroupResourceType]
  if (folder === undefined) return builtIn
  const documents = readDocuments(folder)
  const schemas: SchemaDefinition[] = [User, EnterpriseUser, Group]
  for (const { file, json } of documents)
    if (isSchema(json)) schemas.push(inFile(file, () => schemaFromDocument(json)))
  const loaded = documents
    .filter(({ json }) => !isSchema(json))
    .map(({ file, json }) => inFile(file, () => resourceTypeFromDocument(json, schemas)))
  const names = new Set(loaded.map(({ name }) => name))
  return [...builtIn.filter(({ name }) => !names.has(name)), ...loaded]
}

interface JsonFile {
  readonly file: string
  readonly json: unknown
}

const readDocuments = (folder: string): JsonFile[] =>
  inFile(folder, () => readdirSync(folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      json: inFile(file, () => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    }))

const isSchema = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'attributes' in json

const inFile = <T>(file: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    const { message } = error as Error
    throw new Error(`SCIMWRIGHT_SCHEMAS, ${file}: ${message}`, { cause: error })
  }
}
