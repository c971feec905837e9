import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { VERSION } from '../src/http/user-agent.ts'

const root = join(import.meta.dirname, '..')

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bundle',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@scimwright/source'],
  })
  return outputFiles[0]?.text ?? ''
}

/** What every runtime with Web APIs has, and nothing that only Node has. */
const webGlobals = () => ({
  AbortController,
  AbortSignal,
  DOMException,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearTimeout,
  crypto,
  setTimeout,
})

test.each(['index.ts', 'filter.ts', 'patch.ts', 'sync.ts'])(
  '%s loads where no Node built-in exists',
  async (entry) => {
    const context = vm.createContext(webGlobals())
    vm.runInContext(await bundle(entry), context)
    expect(vm.runInContext('typeof process + typeof Buffer + typeof require', context)).toBe(
      'undefinedundefinedundefined',
    )
    expect(vm.runInContext('Object.keys(bundle).length', context)).toBeGreaterThan(0)
  },
)

test('and works there', async () => {
  const requests: string[] = []
  const fetch = async (url: string, init: RequestInit) => {
    const request = new Request(url, init)
    requests.push(`${request.method} ${request.url} ${request.headers.get('authorization')}`)
    return Response.json({ totalResults: 1, Resources: [{ id: 'u1', userName: 'bjensen' }] })
  }
  const context = vm.createContext({ ...webGlobals(), fetch })
  vm.runInContext(await bundle('index.ts'), context)
  const found = await vm.runInContext(
    `bundle.createScimClient({ baseUrl: 'https://scim.test', auth: 'secret' })
       .users().list({ filter: (user) => user.userName.eq('bjensen') }).toArray({ limit: 1 })`,
    context,
  )
  expect(found[0].userName).toBe('bjensen')
  expect(requests).toEqual([
    'GET https://scim.test/Users?filter=userName%20eq%20%22bjensen%22&count=100&startIndex=1 Bearer secret',
  ])
})

test('the user agent has the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(VERSION).toBe(version)
})
