import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { benchMatch, benchParse } from './filter.ts'
import { benchPatch, benchPlan } from './patch.ts'

const rate = (perSecond: number): string => Math.round(perSecond).toLocaleString('en').padStart(13)

const filters = [...benchParse(), ...benchMatch()]
for (const { name, perSecond, peers, ratio } of filters) {
  const beside = Object.entries(peers).map(([peer, value]) => `${peer} ${rate(value).trim()}`)
  console.log(
    `${name.padEnd(40)} ${rate(perSecond)}/s  ×${ratio.toFixed(1).padEnd(6)} ${beside.join(' · ')}`,
  )
}
const patches = [...benchPatch(), ...benchPlan()]
for (const { name, perSecond, ratio } of patches) {
  const micros = `${(1e6 / perSecond).toFixed(2)} µs`
  console.log(
    `${name.padEnd(40)} ${rate(perSecond)}/s  ${ratio ? `×${ratio.toFixed(1)} scim-patch` : micros}`,
  )
}

const [file] = process.argv.slice(2)
if (file !== undefined) {
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
  mkdirSync(dirname(file), { recursive: true })
  const result = { command: 'npm run bench -w @scimwright/engine', machine, filters, patches }
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
}
