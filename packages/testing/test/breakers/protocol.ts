import { answering, asking, type Breaker, filtering, presenting, scimType, status } from './edit.ts'

/** Breakers of the rules about every request, queries and lists (RFC 7644 §2–3.4). */
export const protocolBreakers: Readonly<Record<string, Breaker>> = {
  'RFC7644-2 a client without a token is 401, and told how to come in': answering(({ headers }) =>
    headers.delete('www-authenticate'),
  ),
  'RFC7644-2 a wrong token is 401 with an error body': asking(({ headers }) =>
    headers.set('authorization', 'Bearer right'),
  ),
  'RFC7644-3.1 messages are not listed as schemas': answering(({ body }, { path }) => {
    if (path === '/Schemas')
      body.Resources.push({ id: 'urn:ietf:params:scim:api:messages:2.0:PatchOp' })
  }),
  'RFC7644-3.5.1 PUT does not create': status('PUT', 404, 201),
  'RFC7644-3.8 answers are application/scim+json': answering(({ headers }) =>
    headers.set('content-type', 'application/json'),
  ),
  'RFC7644-3.8 application/json is accepted as well': answering((answered, { headers }) => {
    if (headers.get('content-type') === 'application/json') answered.status = 415
  }),
  'RFC7644-3.8 text is UTF-8': presenting((resource) => {
    if (resource.displayName) resource.displayName = resource.displayName.replaceAll(/[^ -~]/g, '?')
  }),
  'RFC7644-3.10 attributes are named with or without their URN, in any letter case': answering(
    (answered, { search }) => {
      if (/^urn:/.test(search.get('filter') ?? '')) answered.status = 400
    },
  ),
  'RFC7644-3.12 an error has a body: its status as text, and a detail': answering(({ body }) => {
    if (body?.status) body.status = Number(body.status)
  }),
  'RFC7644-3.12 a body that is no JSON is 400 invalidSyntax': scimType(
    'invalidSyntax',
    'invalidValue',
  ),
  'RFC7644-3.14 a resource has an ETag that changes with it': answering(({ headers }) =>
    headers.set('etag', 'W/"1"'),
  ),
  'RFC7644-3.14 a write that is based on an old version is 412': asking(({ headers }) =>
    headers.delete('if-match'),
  ),
  'RFC7644-3.14 a write that is based on the current version succeeds': asking(({ headers }) => {
    if (headers.has('if-match')) headers.set('if-match', '"none"')
  }),
  'RFC7644-3.14 what the client has already is 304': asking(({ headers }) =>
    headers.delete('if-none-match'),
  ),
  'RFC7644-3.11 /Me is the own user, or 501': answering((answered, { path }) => {
    if (path === '/Me') answered.status = 500
  }),
  'RFC7644-3.4.2.2 eq and ne': filtering((filter) => filter.replace(' ne ', ' eq ')),
  'RFC7644-3.4.2.2 co, sw and ew': filtering((filter) => filter.replace(' ew ', ' sw ')),
  'RFC7644-3.4.2.2 gt, ge, lt and le': filtering((filter) => filter.replace(' gt ', ' ge ')),
  'RFC7644-3.4.2.2 and, or, not and parentheses': filtering((filter) =>
    filter.replace('not (title', '(title'),
  ),
  'RFC7644-3.4.2.2 operators are read in any letter case': filtering((filter) =>
    filter.replace(' EQ ', ' like '),
  ),
  'RFC7644-3.4.2.2 a filter that cannot be read is 400 invalidFilter, never everybody': asking(
    ({ search }) => {
      if (search.get('filter') === 'userName eq') search.delete('filter')
    },
  ),
  'RFC7644-3.4.2.2 an unknown operator is 400 invalidFilter': filtering((filter) =>
    filter.replace(' like ', ' co '),
  ),
  'RFC7644-3.4.2.2 and binds closer than or, not closest': filtering((filter) =>
    filter.replace(
      'title eq "beta" or title eq "alpha" and',
      '(title eq "beta" or title eq "alpha") and',
    ),
  ),
  'RFC7644-3.4.2.2 not may stand close to its parenthesis': filtering((filter) =>
    filter.replace('not(', 'not['),
  ),
  'RFC7644-3.4.2.2 booleans have no order': filtering((filter) =>
    filter.replace('active gt', 'active eq'),
  ),
  'RFC7644-3.4.2.2 times are compared as instants': filtering((filter) =>
    filter.replace('+02:00', 'Z'),
  ),
  'RFC7644-3.4.2.2 letter case counts where the attribute says so': filtering((filter) =>
    filter.replace(
      /^externalId eq "CASE-(.*)"$/,
      (_, rest) => `externalId eq "Case-${rest.toLowerCase()}"`,
    ),
  ),
  'RFC7644-3.4.2.2 of several values any one may match': filtering((filter) =>
    filter.replace('emails co "home"', 'emails[type eq "work" and value co "home"]'),
  ),
  'RFC7644-3.4.2.2 terms in brackets hold for one and the same value': filtering((filter) =>
    filter.replace(
      /emails\[type eq "work" and value co "home"\]/,
      'emails.type eq "work" and emails.value co "home"',
    ),
  ),
  'RFC7644-3.4.2.2 pr is true of what has a value': filtering((filter) =>
    filter.replace('(emails pr)', '(id pr)'),
  ),
  'RFC7644-3.4.2.2 eq null is true of what has none': filtering((filter) =>
    filter.replace('eq null', 'eq "null"'),
  ),
  'RFC7644-3.4.2.2 what a text contains is a value, not syntax': filtering((filter) =>
    filter.replaceAll('\\\\', ''),
  ),
  'RFC7644-7.5.2 nobody is found by a password': filtering((filter) =>
    filter.replace('password', 'userName'),
  ),
  'RFC7644-3.4.2.3 sorted is ascending unless told otherwise, without value last': asking(
    ({ search }) => {
      if (search.has('sortBy')) search.set('sortOrder', 'descending')
    },
  ),
  'RFC7644-3.4.2.3 descending is the other way round, without value first': asking(({ search }) =>
    search.delete('sortOrder'),
  ),
  'RFC7644-3.4.2.3 of several values the primary one counts, else the first': asking(
    ({ search }) => {
      if (search.has('sortBy')) search.set('sortBy', 'id')
      if (search.has('sortBy')) search.delete('sortBy')
    },
  ),
  'RFC7644-3.4.2.4 a startIndex below 1 is 1, a negative count is 0': answering(
    (answered, { search }) => {
      if (Number(search.get('startIndex')) < 0) answered.status = 400
    },
  ),
  'RFC7644-3.4.2.4 count 0 tells how many there are': asking(({ search }) => {
    if (search.get('count') === '0') search.delete('count')
  }),
  'RFC7644-3.4.2.4 a page has no more than count': asking(({ search }) => search.delete('count')),
  'RFC7644-3.9 attributes leaves out all others, but for what is always returned': asking(
    ({ search }) => search.delete('attributes'),
  ),
  'RFC7644-3.9 excludedAttributes leaves those out, but for what is always returned': answering(
    ({ body }, { search }) => {
      if (search.has('excludedAttributes')) delete body.id
    },
  ),
  'RFC7644-3.9 sub-attributes are chosen by a dot': asking(({ search }) => {
    if (search.has('attributes')) search.set('attributes', 'name')
  }),
  'RFC7644-3.9 writes choose attributes as well': asking(({ method, search }) => {
    if (method === 'PUT') search.delete('attributes')
  }),
  'RFC7644-3.4.3 a search by POST is a query': asking(({ body }) => {
    delete body?.sortBy
  }),
  'RFC7644-3.4.3 a filter in a search is held to the same grammar': asking(({ path, body }) => {
    if (path.endsWith('.search')) delete body.filter
  }),
}
