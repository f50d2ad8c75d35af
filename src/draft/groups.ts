/** What a server has several of, or several parts of, as one text: ports, users, its message store and its phone systems. */
import type { MessageStore, PhoneSystem, PortGroup, Users } from '../source/spec/deployment.ts'
import { type Bad, bad, countOf, partsOf, shown, wordOf } from './words.ts'

/** `32`, or `answer=28,mwi+notification=4`. */
export function readPorts(text: string): { readonly said: { ports: PortGroup[] } } | Bad {
  const all = countOf(text)
  if (all !== undefined) return { said: { ports: [{ count: all }] } }
  const ports: PortGroup[] = []
  for (const part of partsOf(text)) {
    const [work = '', amount = '', ...more] = part.split('=')
    const count = more.length > 0 ? undefined : countOf(amount)
    if (count === undefined) return bad(`${shown(part)} is no group of ports; write 32, or answer=28,mwi=2,notification=2`)
    const does: NonNullable<PortGroup['does']> = []
    for (const word of new Set(work.split('+'))) {
      const kind = wordOf(word, ['answer', 'notification', 'mwi', 'amis', 'trap'])
      if (typeof kind === 'object') return kind
      does.push(kind)
    }
    ports.push({ count, does })
  }
  return ports.length > 0 ? { said: { ports } } : bad('no number of ports stands here')
}

/** `voiceMail=400,unifiedMessaging=150,inbox=60`. */
export function readUsers(text: string): { readonly said: { users: Users } } | Bad {
  const users: Users = {}
  for (const part of partsOf(text)) {
    if (countOf(part) !== undefined) return bad(`${shown(part)} does not say of which kind; write voiceMail=${part}, for example`)
    const [kind = '', amount = '', ...more] = part.split('=')
    const word = wordOf(kind, ['voiceMail', 'unifiedMessaging', 'inbox'])
    if (typeof word === 'object') return word
    const count = more.length > 0 ? undefined : countOf(amount)
    if (count === undefined) return bad(`${shown(part)} has no whole number of users; write ${word}=400, for example`)
    if (users[word] !== undefined) return bad(`the users of ${word} stand here twice`)
    users[word] = count
  }
  return Object.keys(users).length > 0 ? { said: { users } } : bad('no number of users stands here')
}

/** `exchange 2003 off-box unified`, in any order. */
export function readStore(text: string): { readonly said: { messageStore: MessageStore } } | Bad {
  let type: 'exchange' | 'domino' | undefined
  const rest: { version?: string; location?: 'on-box' | 'off-box'; mode?: 'voice-only' | 'unified' } = {}
  for (const part of partsOf(text)) {
    if (/^\d[\w.()]{0,20}$/.test(part) && rest.version === undefined) {
      rest.version = part
      continue
    }
    const word = wordOf(part, ['exchange', 'domino', 'on-box', 'off-box', 'voice-only', 'unified'])
    if (typeof word === 'object') return word
    if (word === 'exchange' || word === 'domino') type = word
    else if (word === 'on-box' || word === 'off-box') rest.location = word
    else rest.mode = word
  }
  return type ? { said: { messageStore: { type, ...rest } } } : bad(`${shown(text)} names neither exchange nor domino`)
}

/** `ccm1=sccp 4.1(3)`, several separated by commas or semicolons. */
export function readPhones(text: string): { readonly said: { phoneSystems: PhoneSystem[] } } | Bad {
  const phoneSystems: PhoneSystem[] = []
  for (const part of text.split(/[,;]/).map((each) => each.trim())) {
    const [, name, word = '', version] = /^([^=]+)=\s*(\S+)(?:\s+(\S+))?$/.exec(part) ?? []
    if (name === undefined) return bad(`${shown(part)} is no phone system; write NAME=sccp, or NAME=sip 6.0(1)`)
    const integration = wordOf(word, ['sccp', 'sip', 'pimg', 'timg', 'voice-card'])
    if (typeof integration === 'object') return integration
    phoneSystems.push({ name: name.trim(), integration, ...(version !== undefined && { version }) })
  }
  return { said: { phoneSystems } }
}
