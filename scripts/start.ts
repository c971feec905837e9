import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entra } from './story/entra.ts'
import { type House, openHouse } from './story/house.ts'
import { okta } from './story/okta.ts'
import { play } from './story/play.ts'
import { heading, lines } from './story/timeline.ts'

// While the story is played a signal ends everything at once; later it is a wish to close.
let stop = (): void => process.exit(130)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop())

/** Plays both parts; true when every effect has arrived. */
const tell = async (house: House): Promise<boolean> => {
  let held = true
  for (const cast of [okta, entra]) {
    console.log(heading(cast))
    const partHeld = await play(house, cast, (report) => console.log(lines(report)))
    held &&= partHeld
  }
  console.log(held ? '\nEvery effect has arrived.' : '\nSome effects are missing.')
  return held
}

const stayUp = async (house: House): Promise<void> => {
  console.log(`
The application      ${house.receiverUrl}
SCIM of dir_demo     ${house.demo.baseUrl}
  its bearer token   ${house.demo.token}
Directory API        ${house.providerUrl}/api/v1
  its bearer token   ${house.adminToken}

Ctrl-C stops everything.`)
  const stopped = new Promise<'stopped'>((resolve) => {
    stop = () => resolve('stopped')
  })
  const reason = await Promise.race([stopped, house.ended])
  if (reason !== 'stopped') throw new Error(`The ${reason} has ended.`)
}

/** `npm start`: provider and receiver, the story, and then they stay up; with `--once` they do not. */
const main = async (): Promise<boolean> => {
  const once = process.argv.includes('--once')
  const folder = once ? mkdtempSync(join(tmpdir(), 'scimwright-')) : 'data'
  const port = (name: string, usual: number) => Number(process.env[name] ?? (once ? 0 : usual))
  const house = await openHouse({
    folder,
    providerPort: port('PORT', 8080),
    receiverPort: port('RECEIVER_PORT', 8081),
  })
  try {
    const held = await tell(house)
    if (!once) await stayUp(house)
    return held
  } finally {
    await house.stop()
    if (once) rmSync(folder, { recursive: true, force: true })
  }
}

main().then(
  (held) => process.exit(held ? 0 : 1),
  (error: Error) => {
    const hint = / is in use/.test(error.message)
      ? ' (npm start takes PORT and RECEIVER_PORT.)'
      : ''
    console.error(error.message + hint)
    process.exit(1)
  },
)
