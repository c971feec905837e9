import { defineResourceType, defineSchema } from '@scimwright/types'

/** A schema with an attribute of every type, single and multi-valued, and with names objects have of their own. */
export const Device = defineSchema({
  id: 'urn:example:params:scim:schemas:core:1.0:Device',
  name: 'Device',
  attributes: {
    label: {},
    serial: { caseExact: true },
    floor: { type: 'integer' },
    weight: { type: 'decimal' },
    locked: { type: 'boolean' },
    seen: { type: 'dateTime' },
    key: { type: 'binary' },
    site: { type: 'reference', referenceTypes: ['external'] },
    pin: { returned: 'never' },
    tags: { multiValued: true },
    readings: { type: 'integer', multiValued: true },
    flags: { type: 'boolean', multiValued: true },
    place: { type: 'complex', subAttributes: { room: {}, doors: { multiValued: true } } },
    parts: {
      type: 'complex',
      multiValued: true,
      subAttributes: {
        value: { caseExact: true },
        kind: {},
        made: { type: 'dateTime' },
        amounts: { type: 'integer', multiValued: true },
        code: { returned: 'never' },
      },
    },
    safe: { type: 'complex', returned: 'never', subAttributes: { value: {} } },
    constructor: {},
    length: { type: 'integer' },
    values: { multiValued: true },
    toString: { type: 'complex', multiValued: true, subAttributes: { valueOf: {}, value: {} } },
  },
})

/** Resources of the schema alone. */
export const DeviceResourceType = defineResourceType({
  name: 'Device',
  endpoint: '/Devices',
  schema: Device,
})
