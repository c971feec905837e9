/** One entry of the checklist: what RFC 7643, 7644 and 9865 ask of a service provider, in our words. */
export interface ChecklistItem {
  readonly item: number
  readonly title: string
  /** Sections whose tests in the packages belong to it, as their names begin. */
  readonly sections: readonly string[]
  /** What is done otherwise, or is not the server's to do. */
  readonly note?: string
}

const item = (
  number: number,
  title: string,
  sections: readonly string[],
  note?: string,
): ChecklistItem => ({ item: number, title, sections, ...(note !== undefined && { note }) })

/** The checklist, in order. */
export const checklist: readonly ChecklistItem[] = [
  item(1, 'Bodies are JSON objects with `schemas`; attribute names in any letter case', [
    'RFC7643-2.1',
  ]),
  item(2, 'Complex attributes hold simple ones; the order of members means nothing', [
    'RFC7643-2.3.8',
  ]),
  item(3, 'integer, dateTime and binary have the formats of their types', [
    'RFC7643-2.3.4',
    'RFC7643-2.3.5',
    'RFC7643-2.3.6',
  ]),
  item(4, 'References lead to what they name', ['RFC7643-2.3.7']),
  item(5, 'One primary value at most; predefined sub-attributes keep their meaning', [
    'RFC7643-2.4',
  ]),
  item(
    6,
    'No type and value twice; returned values are canonical',
    ['RFC7643-2.4'],
    'Values are returned as they were sent: identity providers compare them with what they know. `strictFormats` refuses what has no canonical form.',
  ),
  item(7, 'Unassigned, null and an empty array are one state', ['RFC7643-2.5']),
  item(8, 'Characteristics that are left out have the defaults of the standard', ['RFC7643-2.2']),
  item(9, '`schemas` names the base schema and the extensions in use, each once', [
    'RFC7643-3',
    'RFC7643-3.3',
  ]),
  item(10, '`id` is the provider’s, stable, always returned', ['RFC7643-3.1']),
  item(11, '`externalId` is the client’s, within its directory', ['RFC7643-3.1']),
  item(12, '`meta` is the provider’s', ['RFC7643-3.1']),
  item(13, 'Common attributes are there for every type', ['RFC7643-3.1']),
  item(14, '`userName` is required and unique; a password is never returned or kept in clear', [
    'RFC7643-4.1.1',
    'RFC7643-9.2',
  ]),
  item(15, '`groups` of a user follow from the groups', ['RFC7643-4.1.2']),
  item(
    16,
    'E-mail addresses, telephone numbers and the like have the formats of their standards',
    ['RFC7643-4.1'],
    'By default values are kept in any shape, because identity providers send test values of every kind; `strictFormats` holds them to it.',
  ),
  item(17, 'A group needs a displayName', ['RFC7643-4.2', 'RFC7643-4.3']),
  item(
    18,
    'The configuration says what is supported',
    ['RFC7643-5'],
    'It is readable with a token only: without one nobody learns whether a directory exists.',
  ),
  item(19, 'Resource types name endpoints and schemas; required extensions are required', [
    'RFC7643-6',
  ]),
  item(20, 'Schemas tell every characteristic', ['RFC7643-7']),
  item(21, 'Mutability, returned, caseExact and uniqueness are kept to', [
    'RFC7643-7',
    'RFC7643-2.2',
  ]),
  item(22, '401 with WWW-Authenticate; rights follow from who asks', ['RFC7644-2']),
  item(23, 'Messages are no resources', ['RFC7644-3.1']),
  item(24, 'PUT does not create', ['RFC7644-3.5.1']),
  item(25, 'application/scim+json, application/json as well, UTF-8', [
    'RFC7644-3.8',
    'RFC7644-3.1',
  ]),
  item(26, 'Attribute notation with and without URN', ['RFC7644-3.10']),
  item(27, 'Every error has a body', ['RFC7644-3.12']),
  item(
    28,
    'A version in the address is kept to',
    ['RFC7644-3.13'],
    'The application chooses the path it mounts the server at; the provider’s has `/v2`.',
  ),
  item(29, 'ETag, If-Match, If-None-Match', ['RFC7644-3.14']),
  item(30, '/Me', ['RFC7644-3.11']),
  item(31, 'Create', ['RFC7644-3.3', 'RFC7644-3.3.1']),
  item(32, 'Read one', ['RFC7644-3.4.1']),
  item(33, 'Read many', ['RFC7644-3.4.2']),
  item(34, 'Search the root', ['RFC7644-3.4.2.1']),
  item(35, 'Every operator; a wrong filter is 400', ['RFC7644-3.4.2.2']),
  item(36, 'Precedence and grammar', ['RFC7644-3.4.2.2']),
  item(37, 'Order by type', ['RFC7644-3.4.2.2']),
  item(38, 'Letter case, several values, brackets', ['RFC7644-3.4.2.2']),
  item(39, 'pr and null', ['RFC7644-3.4.2.2']),
  item(
    40,
    'userName is compared after preparation',
    ['RFC7644-5'],
    'Compared composed (NFC) and in lower case; the width mapping of PRECIS is not applied.',
  ),
  item(41, 'Sensitive values do not belong into addresses', ['RFC7644-7.5.2']),
  item(42, 'Sort', ['RFC7644-3.4.2.3']),
  item(43, 'Page by index', ['RFC7644-3.4.2.4']),
  item(44, 'attributes and excludedAttributes', ['RFC7644-3.9', 'RFC7644-3.4.2.5']),
  item(45, 'Search by POST', ['RFC7644-3.4.3']),
  item(46, 'PUT replaces', ['RFC7644-3.5.1']),
  item(47, 'What PUT leaves out is cleared', ['RFC7644-3.5.1']),
  item(48, 'PATCH has a PatchOp with operations', ['RFC7644-3.5.2']),
  item(49, 'Paths are held to their grammar and to mutability', ['RFC7644-3.5.2']),
  item(50, 'PATCH is atomic and in order', ['RFC7644-3.5.2']),
  item(51, 'A new primary value ends the old one', ['RFC7644-3.5.2']),
  item(52, '200 with the resource, or 204', ['RFC7644-3.5.2']),
  item(53, 'add', ['RFC7644-3.5.2.1']),
  item(54, 'remove', ['RFC7644-3.5.2.2']),
  item(55, 'replace', ['RFC7644-3.5.2.3']),
  item(56, 'Delete', ['RFC7644-3.6']),
  item(57, 'Bulk: every operation is answered', ['RFC7644-3.7', 'RFC7644-3.7.3']),
  item(58, 'Bulk: references', ['RFC7644-3.7.1', 'RFC7644-3.7.2']),
  item(59, 'Bulk: limits', ['RFC7644-3.7.4']),
  item(60, 'Discovery', ['RFC7644-4']),
  item(
    61,
    'TLS, token entropy and lifetime',
    ['RFC7644-7'],
    'Whoever runs the server puts TLS in front of it and issues the tokens; the provider makes tokens of 256 bits.',
  ),
  item(
    62,
    'Rights by client, slowed guessing, hashed secrets, no personal data in logs',
    ['RFC7644-7.5'],
    '`authorize` distinguishes clients, `limits.requestsPerSecond` slows them; the provider stores hashes of tokens and logs no ids or queries.',
  ),
  item(63, 'Cursors begin empty and are unreserved characters', ['RFC9865-2.1']),
  item(64, 'nextCursor on every page but the last', ['RFC9865-2']),
  item(
    65,
    'The client repeats its query unchanged',
    ['RFC9865-2.1'],
    'The client’s to do; a cursor with another query is refused, see 71.',
  ),
  item(66, 'invalidCursor, expiredCursor, invalidCount', ['RFC9865-2.1']),
  item(67, 'totalResults is left out only with cursors', ['RFC9865-2.2'], 'It is always told.'),
  item(68, 'startIndex and cursor exclude each other', ['RFC9865-2.3']),
  item(69, 'Cursors in a search by POST', ['RFC9865-3']),
  item(70, 'The configuration says how lists are paged', ['RFC9865-4']),
  item(71, 'A page never shows more than its reader may see', ['RFC9865-5.2']),
]
