/** What somebody says of one server, in words that a flag, an answer or a cell of an inventory can hold. */
import { findRelease, spell } from '../knowledge/release.ts'
import { readMac } from '../model/mac.ts'
import { unknownRelease } from '../model/unknown-release.ts'
import type { Server } from '../source/spec/deployment.ts'
import { readPhones, readPorts, readStore, readUsers } from './groups.ts'
import { type Bad, bad, countOf, partsOf, shown, wordOf } from './words.ts'

/** As a spec has it, but for what only makes sense beside the rest. */
export interface Said extends Partial<Omit<Server, 'team' | 'licenses'>> {
  /** The virtual MAC address of a fault-tolerant team of its adapters. */
  readonly teamMac?: string
  /** The name of the server for which it stands in. */
  readonly primary?: string
}

export type Reading = { readonly said: Said } | Bad

/** The readers, by what is said. The same for flags, questions and inventories; none takes what the schema or a rule would refuse as a word. */
export const readers = {
  name: (text) => named(text, (name) => ({ name })),
  role: (text) => oneOf(text, ['standalone', 'primary', 'secondary'], (role) => ({ role })),
  primary: (text) => named(text, (primary) => ({ primary })),
  version: readVersion,
  platform: (text) => named(text, (platform) => ({ platform })),
  store: readStore,
  phone: readPhones,
  codec: (text) => oneOf(text, ['g711', 'g729a'], (codec) => ({ codec })),
  ports: readPorts,
  users: readUsers,
  ttsSessions: (text) => counted(text, (ttsSessions) => ({ ttsSessions })),
  languages: readLanguages,
  features: readFeatures,
  maxMessageSeconds: (text) => counted(text, (maxMessageSeconds) => ({ maxMessageSeconds })),
  mac: readMacs,
  teamMac: readTeamMac,
  dongle: (text) => named(text, (serial) => ({ dongle: { serial } })),
} as const satisfies Readonly<Record<string, (text: string) => Reading>>

export type Saying = keyof typeof readers

const named = (text: string, say: (name: string) => Said): Reading => (text === '' ? bad('nothing stands here') : { said: say(text) })

function oneOf<const Word extends string>(text: string, words: readonly Word[], say: (word: Word) => Said): Reading {
  const word = wordOf(text, words)
  return typeof word === 'object' ? word : { said: say(word) }
}

function readVersion(text: string): Reading {
  const release = findRelease(text)
  return release ? { said: { version: spell(release) } } : bad(unknownRelease(text))
}

function counted(text: string, say: (count: number) => Said): Reading {
  const count = countOf(text)
  return count === undefined ? bad(`${shown(text)} is no whole number`) : { said: say(count) }
}

function readLanguages(text: string): Reading {
  const languages = [...new Set(partsOf(text).map((each) => each.toUpperCase()))]
  return languages.length > 0 ? { said: { languages } } : bad('no language stands here')
}

function readFeatures(text: string): Reading {
  const features: NonNullable<Server['features']> = []
  for (const part of partsOf(text)) {
    const word = wordOf(part, ['amis', 'vpim'])
    if (typeof word === 'object') return word
    if (!features.includes(word)) features.push(word)
  }
  return features.length > 0 ? { said: { features } } : bad('no feature stands here')
}

/** `000BCD112233` as `00-0B-CD-11-22-33`. */
const spelt = (digits: string): string => digits.replace(/..(?=.)/g, '$&-')

function readMacs(text: string): Reading {
  const macs: string[] = []
  for (const part of partsOf(text)) {
    const mac = readMac(part)
    if ('fault' in mac) return bad(`${shown(part)} is no MAC address: ${mac.fault}`)
    if (macs.includes(spelt(mac.digits))) return bad(`${shown(part)} stands here twice, but every adapter has a MAC address of its own`)
    macs.push(spelt(mac.digits))
  }
  if (macs.length === 0) return bad('no MAC address stands here')
  return { said: { nics: macs.map((mac, index) => ({ name: `nic${index + 1}`, mac })) } }
}

function readTeamMac(text: string): Reading {
  const mac = readMac(text)
  return 'fault' in mac ? bad(`${shown(text)} is no MAC address: ${mac.fault}`) : { said: { teamMac: spelt(mac.digits) } }
}
