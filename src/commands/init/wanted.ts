/** What `cuspec init` asks a person, and when it may. */
import { isatty } from 'node:tty'
import { readers } from '../../draft/said.ts'
import { fileFor, type ServerFlag, serverFlags, taken, type Words } from './asked.ts'
import type { Question } from './questions.ts'

/** Whether there is somebody to ask: on a terminal, and never in CI. */
export const mayAsk = (noInput: boolean): boolean =>
  !noInput && isatty(0) && isatty(2) && process.env.TERM !== 'dumb' && ['', '0', 'false'].includes(process.env.CI ?? '')

const messages: Readonly<Partial<Record<ServerFlag, string>>> = {
  server: 'Name of the server:',
  version: 'Release, as in 4.0(5):',
  platform: 'Server model:',
  store: 'Message store, as in exchange 2003 off-box unified:',
  'phone-system': 'Phone systems, as in ccm1=sccp 4.1(3):',
  ports: 'Voice ports, as in answer=28,mwi=2, or 30:',
  users: 'Users, as in voiceMail=400,unifiedMessaging=150,inbox=60:',
  mac: 'MAC addresses, in the order of ipconfig /all:',
  'team-mac': 'Virtual MAC address, if they are a fault-tolerant team:',
}

const required: readonly string[] = ['server', 'version']

/** The questions that are open: all where nothing was said, else those without which there is no spec. */
export function questionsFor(
  words: Words,
  missing: readonly string[],
  everything: boolean,
  file: string | undefined,
  force: boolean,
): Question[] {
  const asked = (flag: string): boolean => everything || missing.includes(flag)
  const ofServer = (flag: ServerFlag): Question => ({
    key: flag,
    message: messages[flag] ?? '',
    amiss: (answer) => {
      if (answer === '' && !required.includes(flag)) return undefined
      const reading = readers[serverFlags[flag]](answer)
      return 'fault' in reading ? reading.fault : undefined
    },
    ...(flag === 'team-mac' && { when: ({ mac = '' }) => mac.split(/[\s,;]+/).length > 1 }),
  })
  const text = (key: string, message: string): Question => ({ key, message, amiss: () => undefined })
  const flags = ['platform', 'store', 'phone-system', 'ports', 'users', 'mac', 'team-mac'] as const
  const name: Question = {
    key: 'name',
    message: 'Name of this deployment:',
    fallback: ({ server }) => (words.server ?? server)?.toLowerCase(),
    amiss: (answer) => (answer === '' ? 'a deployment has a name' : file === undefined ? taken(fileFor(answer), force) : undefined),
  }
  return [
    ...(['server', 'version'] as const).filter(asked).map(ofServer),
    ...(everything
      ? [
          { key: 'role', message: 'Role:', choices: ['standalone', 'primary', 'secondary'], amiss: () => undefined },
          {
            ...text('secondary', 'Name of its secondary server:'),
            when: ({ role }) => role === 'primary',
          } satisfies Question,
          ...flags.map(ofServer),
          text('organization', 'Organization in whose name licences are ordered:'),
          text('contact', 'Address to which new licences are sent:'),
        ]
      : []),
    ...(asked('name') ? [name] : []),
  ]
}
