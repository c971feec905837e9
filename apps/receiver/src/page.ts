import { html } from 'hono/html'
import type { State } from './read-state.ts'

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  td.off { opacity: .55; } code { font-size: .85em; }
`

/** The page of the example application: who has access, and why. */
export const page = ({ accounts, events }: State) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>Example application</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <h1>Example application</h1>
      <p>Accounts that an identity provider manages, through signed webhooks.</p>
      <h2>Accounts</h2>
      <table>
        <tr>
          <th>User</th><th>Name</th><th>Department</th><th>Status</th><th>Roles</th><th>Sessions</th><th>Keys</th>
        </tr>
        ${accounts.map(
          (account) => html`<tr>
            <td class="${account.active ? '' : 'off'}">${account.user_name}</td>
            <td>${account.name ?? ''}</td>
            <td>${account.department ?? ''}</td>
            <td>${account.deleted ? 'closed' : account.active ? 'active' : 'deactivated'}</td>
            <td>${account.roles ?? ''}</td>
            <td>${account.open_sessions}</td>
            <td>${account.live_keys}</td>
          </tr>`,
        )}
      </table>
      <h2>Last events</h2>
      <table>
        <tr><th>At</th><th>Directory</th><th>No.</th><th>Type</th><th>Outcome</th><th>Effect</th></tr>
        ${events.map(
          (event) => html`<tr>
            <td>${event.at}</td>
            <td>${event.directory_id}</td>
            <td>${event.sequence}</td>
            <td><code>${event.type}</code></td>
            <td>${event.outcome}</td>
            <td>${event.effect}</td>
          </tr>`,
        )}
      </table>
    </body>
  </html>`
