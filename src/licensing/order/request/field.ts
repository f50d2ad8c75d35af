/** Fields that registration forms and e-mails ask for, but for what the licence is tied to. */
import type { Bridge, Server } from '../../../model/fleet.ts'
import type { Grant } from '../../../model/grant.ts'
import type { Asked } from './draft.ts'

type Machine = Server | Bridge

const filled = { why: undefined, mayStayBlank: false, place: undefined } as const

export const organization = ({ organization: value, ...machine }: Machine): Asked => ({
  field: { ...filled, label: 'Organization', value, why: 'in whose name the licence is registered', place: below(machine, 'organization') },
  facts: ['form-asks-organization'],
  ...(value === undefined && {
    open: {
      missing: 'the organization in whose name licences are registered',
      of: machine.deployment,
      find: 'the name under which you buy from Cisco, as `organization` of the deployment',
      place: below(machine, 'organization'),
      decides: false,
    },
  }),
})

/** The address that the licence is sent to. */
export const contact = ({ contact: value, ...machine }: Machine, label = 'Contact e-mail'): Asked => ({
  field: { ...filled, label, value, why: 'where the new licence is sent', place: below(machine, 'contact') },
  facts: [],
  ...(value === undefined && {
    open: {
      missing: 'the e-mail address that new licences are sent to',
      of: machine.deployment,
      find: 'a mailbox of yours that is read, as `contact` of the deployment',
      place: below(machine, 'contact'),
      decides: false,
    },
  }),
})

/** Of a deployment, which a machine stands in. */
const below = ({ document }: Pick<Machine, 'document'>, key: 'organization' | 'contact') => ({ document, path: [key] })

const pakLabel = 'Product Authorization Key (PAK)'
const pakForm = 'UNTY-XX-XX-XXXXXX'

/** It is not known before what was bought arrives. */
export const pak = (what: string): Asked => ({
  field: {
    ...filled,
    label: pakLabel,
    value: undefined,
    why: `comes with ${what}: printed on the sticker of the CD case or on the serial number card, in the form ${pakForm}; enter it exactly so`,
  },
  facts: ['form-asks-pak'],
})

const mask = new RegExp(`^${pakForm.replaceAll('X', '[0-9A-Za-z]')}$`)

/** The PAKs under which licences were registered, as far as the spec or a licence file has them. */
export function paksOf(grants: readonly Grant[], of: string): Asked[] {
  const all = new Map(grants.flatMap((grant) => pakIn(grant).map((written) => [written, grant] as const)))
  return [...all].map(([value, { license, line, ...place }]): Asked => {
    const at = line ? { document: place.document, path: place.path } : { document: license.document, path: [...license.path, 'pak'] }
    return {
      field: { label: pakLabel, value, why: 'of the licence that is to be replaced', mayStayBlank: true, place: at },
      facts: ['form-asks-pak'],
      ...(!mask.test(value) && {
        open: {
          missing: `the right spelling of the PAK \`${value}\`, which has not the form ${pakForm}`,
          of,
          find: 'the sticker of the CD case, or the serial number card',
          place: at,
          decides: false,
        },
      }),
    }
  })
}

function pakIn({ license: { spec }, line }: Grant): string[] {
  const written = line ? line.notice.find(({ name }) => name === 'PAK')?.value : spec.kind === 'declared' ? spec.pak : undefined
  return written?.trim() ? [written.trim()] : []
}

/** Where e-mails about licences go. */
export const licensingTeam: Asked = {
  field: {
    ...filled,
    label: 'E-mail address of the licensing team',
    value: undefined,
    why: 'not in our copy of the FAQ; ask Cisco, by your account team or Customer Service (1-800-553-6387 in the FAQ of 2007)',
  },
  facts: ['orders-go-through-account-team'],
}
