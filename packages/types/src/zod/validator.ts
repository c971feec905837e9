import * as z from 'zod'
import type { AttributeDefinition, AttributeDefinitions } from '../attribute-definition.ts'
import { commonAttributes } from '../common-attributes.ts'
import type { ResourceTypeDefinition } from '../define-resource-type.ts'
import type { SchemaDefinition } from '../define-schema.ts'
import type { Infer } from '../infer.ts'
import { primitiveValidator } from './primitive-validator.ts'

/** What is validated: the body of a POST, of a PUT, or a service provider's answer. */
export type ValidatorMode = 'create' | 'replace' | 'response'

/**
 * A zod validator of a schema's attributes or of a resource type's resources (RFC 7643 §2, §7).
 *
 * In `create` and `replace` readOnly attributes and unknown ones are dropped, and required ones must be there; in
 * `response` only what is `returned: always` must be there, and unknown attributes are kept. `null` and `[]` count as
 * unassigned. Names must be spelled as defined: `normalizeResource` of the engine folds letter case first.
 *
 * @example
 * const parsed = validatorFor(UserResourceType, { mode: 'create' }).safeParse(body)
 * if (!parsed.success) console.log(scimIssues(parsed.error)) // [{ path: 'emails[1].value', message: … }]
 */
export const validatorFor = <const D extends SchemaDefinition | ResourceTypeDefinition>(
  definition: D,
  { mode }: { mode: ValidatorMode },
): z.ZodType<Infer<D>> => {
  const shape = isResourceType(definition)
    ? resourceShape(definition, mode)
    : attributesShape(definition.attributes, mode)
  // The shape is computed from the same data as the type, which the compiler cannot follow.
  return object(shape, mode) as unknown as z.ZodType<Infer<D>>
}

const isResourceType = (
  definition: SchemaDefinition | ResourceTypeDefinition,
): definition is ResourceTypeDefinition => 'endpoint' in definition

const resourceShape = (resourceType: ResourceTypeDefinition, mode: ValidatorMode) => {
  const shape = attributesShape({ ...resourceType.schema.attributes, ...commonAttributes }, mode)
  for (const { schema, required } of resourceType.schemaExtensions ?? []) {
    const extension = object(attributesShape(schema.attributes, mode), mode)
    shape[schema.id] = required && mode !== 'response' ? extension : optional(extension)
  }
  return shape
}

const attributesShape = (definitions: AttributeDefinitions, mode: ValidatorMode) => {
  const shape: Record<string, z.ZodType> = {}
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.mutability === 'readOnly' && mode !== 'response') continue
    if (definition.returned === 'never' && mode === 'response') continue
    const validator = attributeValidator(definition, mode)
    shape[name] = isRequired(definition, mode) ? validator : optional(validator)
  }
  return shape
}

const isRequired = (definition: AttributeDefinition, mode: ValidatorMode): boolean =>
  mode === 'response' ? definition.returned === 'always' : definition.required === true

const attributeValidator = (definition: AttributeDefinition, mode: ValidatorMode): z.ZodType => {
  const single = definition.subAttributes
    ? object(attributesShape(definition.subAttributes, mode), mode)
    : primitiveValidator(definition)
  if (!definition.multiValued) return single
  const list = z.array(single)
  return isRequired(definition, mode) ? list.min(1) : list
}

const object = (shape: Record<string, z.ZodType>, mode: ValidatorMode): z.ZodType =>
  mode === 'response' ? z.looseObject(shape) : z.object(shape)

// null is unassigned (RFC 7643 §2.5); an unassigned attribute is left out of the result.
const optional = (validator: z.ZodType): z.ZodType =>
  z.preprocess((value) => (value === null ? undefined : value), validator.optional()).optional()
