import type { StoredResource } from '@scimwright/server'
import { urns } from '@scimwright/types'
import type { DirectoryUserData } from '@scimwright/webhooks'
import { compact, elementsOf, objectOf, textOf } from './read-attributes.ts'

/** Where a resource lives, as events say it. */
export interface DataContext {
  readonly organizationId: string
  readonly directoryId: string
  readonly version: number
}

/** A user in the words of events: normalized, with what the identity provider sent beside it. */
export const userData = (
  user: StoredResource,
  { organizationId, directoryId, version }: DataContext,
): DirectoryUserData => {
  const name = objectOf(user.name)
  const enterprise = objectOf(user[urns.EnterpriseUser])
  const { id, meta, groups, schemas: _schemas, ...raw } = user
  return compact({
    id,
    organization_id: organizationId,
    directory_id: directoryId,
    version,
    dp_id: textOf(user.externalId),
    preferred_username: textOf(user.userName),
    email: textOf(primaryOf(user.emails)?.value),
    // An identity provider that never says so means an active user.
    active: user.active !== false,
    name: textOf(name.formatted) ?? fullName(name) ?? textOf(user.displayName),
    given_name: textOf(name.givenName),
    family_name: textOf(name.familyName),
    nickname: textOf(user.nickName),
    picture: textOf(primaryOf(user.photos)?.value),
    profile: textOf(user.profileUrl),
    title: textOf(user.title),
    user_type: textOf(user.userType),
    department: textOf(enterprise.department),
    division: textOf(enterprise.division),
    cost_center: textOf(enterprise.costCenter),
    organization: textOf(enterprise.organization),
    employee_id: textOf(enterprise.employeeNumber),
    phone_number: textOf(primaryOf(user.phoneNumbers)?.value),
    language: textOf(user.preferredLanguage),
    locale: textOf(user.locale),
    zoneinfo: textOf(user.timezone),
    address: addressOf(primaryOf(user.addresses)),
    groups: elementsOf(groups).map(({ value, display }) =>
      compact({ id: String(value), name: textOf(display) }),
    ),
    custom_attributes: customAttributes(user),
    raw_attributes: raw,
    created_at: meta.created,
    updated_at: meta.lastModified,
  })
}

const primaryOf = (value: unknown): Record<string, unknown> | undefined => {
  const elements = elementsOf(value)
  return elements.find(({ primary }) => primary === true) ?? elements[0]
}

const fullName = (name: Record<string, unknown>): string | undefined =>
  textOf([textOf(name.givenName), textOf(name.familyName)].filter(Boolean).join(' '))

const addressOf = (address: Record<string, unknown> | undefined) =>
  address &&
  compact({
    formatted: textOf(address.formatted),
    street_address: textOf(address.streetAddress),
    locality: textOf(address.locality),
    region: textOf(address.region),
    postal_code: textOf(address.postalCode),
    country: textOf(address.country),
  })

/** The values of extensions other than the enterprise one. */
const customAttributes = (user: StoredResource): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(user)
      .filter(([key]) => key.startsWith('urn:') && key !== urns.EnterpriseUser)
      .flatMap(([, extension]) => Object.entries(objectOf(extension))),
  )
