import { urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createJonas, jonas, startOkta } from './okta-client.ts'

const filter = (text: string): string => `/Users?filter=${encodeURIComponent(text)}`

/** The user the suite makes up, as it sends it. */
const made = {
  schemas: [urns.User],
  userName: 'Runscope300abc@atko.com',
  name: { givenName: 'Givena', familyName: 'Familyb' },
  emails: [{ primary: true, value: 'runscope300abc@atko.com', type: 'work' }],
  displayName: 'Givena Familyb',
  active: true,
}

const createAsSuite = ({ send }: Pick<ReturnType<typeof startOkta>, 'send'>) =>
  send('POST', '/Users', made, {
    'content-type': 'application/json',
    accept: 'application/scim+json; charset=utf-8',
  })

// Steps with even numbers are pauses: each test below is a request of the suite.
describe('Okta SCIM 2.0 SPEC test', () => {
  test('step 1: GET /Users?count=1&startIndex=1 is 200, a ListResponse with numbers and one full user', async () => {
    const server = startOkta()
    await createJonas(server)
    const { status, body } = await server.send('GET', '/Users?count=1&startIndex=1')
    expect(status).toBe(200)
    expect(body.schemas).toContain(urns.ListResponse)
    expect(body).toMatchObject({
      itemsPerPage: expect.any(Number),
      startIndex: expect.any(Number),
      totalResults: expect.any(Number),
    })
    expect(body.Resources).toHaveLength(1)
    expect(body.Resources[0]).toMatchObject({
      ...jonas,
      id: expect.stringMatching(/./),
      userName: 'jonas.ebert@fjord.example',
    })
  })

  test('step 3: GET /Users/{id} is 200 with the same user', async () => {
    const server = startOkta()
    const id = await createJonas(server)
    const [listed] = (await server.send('GET', '/Users?count=1&startIndex=1')).body.Resources
    const { status, body } = await server.send('GET', `/Users/${id}`)
    expect(status).toBe(200)
    expect(body).toEqual(listed)
  })

  test('step 5: a filter on an unknown userName is 200 with totalResults 0', async () => {
    const server = startOkta()
    await createJonas(server)
    const { status, body } = await server.send('GET', filter('userName eq "abcdefgh@atko.com"'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ schemas: [urns.ListResponse], totalResults: 0 })
  })

  test('step 7: GET of an unknown id is 404 with detail and the Error schema', async () => {
    const server = startOkta()
    await createJonas(server)
    const { status, body } = await server.send('GET', '/Users/010101001010101011001010101011')
    expect(status).toBe(404)
    expect(body.detail).toBeTruthy()
    expect(body.schemas).toContain(urns.Error)
  })

  test('step 9: the user that is about to be made is not found', async () => {
    const server = startOkta()
    await createJonas(server)
    const path = `/Users?filter=userName eq "${made.userName}"`
    const { status, body } = await server.send('GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({ schemas: [urns.ListResponse], totalResults: 0 })
  })

  test('step 11: POST as application/json is 201 with active, id, names, schemas and userName', async () => {
    const { status, headers, body } = await createAsSuite(startOkta())
    expect(status).toBe(201)
    expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
    expect(body).toMatchObject({ ...made, id: expect.stringMatching(/./) })
  })

  test('step 13: GET of the new user is 200 with what was sent', async () => {
    const server = startOkta()
    const { id } = (await createAsSuite(server)).body
    const { status, body } = await server.send('GET', `/Users/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ userName: made.userName, name: made.name, active: true })
  })

  test('step 15: the same POST again is 409', async () => {
    const server = startOkta()
    await createAsSuite(server)
    const { status, body } = await createAsSuite(server)
    expect(status).toBe(409)
    expect(body).toMatchObject({ schemas: [urns.Error], status: '409', scimType: 'uniqueness' })
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(1)
  })

  test('step 17: a filter on the userName in capitals is 200 and finds it', async () => {
    const server = startOkta()
    await createAsSuite(server)
    const path = `/Users?filter=userName eq "${made.userName.toUpperCase()}"`
    const { status, body } = await server.send('GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ userName: made.userName }] })
  })

  test('step 19: GET /Groups is 200, with no group as well', async () => {
    const { status, body } = await startOkta().send('GET', '/Groups')
    expect(status).toBe(200)
    expect(body).toMatchObject({ schemas: [urns.ListResponse], totalResults: 0, Resources: [] })
  })

  test('step 21: Authorization: non-token is 401 with detail, status 401 and the Error schema', async () => {
    const { status, body } = await startOkta().send('GET', '/Users', undefined, {
      authorization: 'non-token',
    })
    expect(status).toBe(401)
    expect(body).toMatchObject({ status: '401', schemas: [urns.Error] })
    expect(body.detail).toBeTruthy()
  })

  test('step 23: GET /Users/00919288221112222 is 404 with detail and status', async () => {
    const { status, body } = await startOkta().send('GET', '/Users/00919288221112222')
    expect(status).toBe(404)
    expect(body).toMatchObject({ status: '404', schemas: [urns.Error] })
    expect(body.detail).toBeTruthy()
  })
})
