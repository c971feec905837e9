import type { Profile } from '../profile.ts'
import { entra } from './entra.ts'
import { generic } from './generic.ts'
import { google } from './google.ts'
import { jumpcloud } from './jumpcloud.ts'
import { okta } from './okta.ts'
import { onelogin } from './onelogin.ts'
import { ping } from './ping.ts'
import { rfc } from './rfc.ts'
import { sailpoint } from './sailpoint.ts'

/** How identity providers' dialects are read, by name; `rfc` is the letter, `generic` all leniencies at once. */
export const profiles = {
  rfc,
  okta,
  entra,
  onelogin,
  jumpcloud,
  google,
  ping,
  sailpoint,
  generic,
} as const satisfies Record<string, Profile>

/** The name of a built-in profile. */
export type ProfileName = keyof typeof profiles

/** The profile of a name in any letter case, such as a setting gives it; undefined when there is none. */
export const profileByName = (name: string): Profile | undefined =>
  Object.values(profiles).find((profile) => profile.name === name.toLowerCase())
