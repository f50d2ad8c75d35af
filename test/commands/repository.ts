/** Repositories made by git itself in temporary folders, for what compares revisions. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { folderOf } from './program.ts'

type Files = Readonly<Record<string, string | Uint8Array | undefined>>

const who = { GIT_AUTHOR_NAME: 'n', GIT_AUTHOR_EMAIL: 'n@example.com', GIT_COMMITTER_NAME: 'n', GIT_COMMITTER_EMAIL: 'n@example.com' }

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', ...who },
  }).trim()

/** Writes files into a working tree; `undefined` takes one away. */
export function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (content === undefined) rmSync(path)
    else writeFileSync(path, content)
  }
}

/** Commits files on top of what there is, and returns the commit. */
export function commit(folder: string, files: Files): string {
  put(folder, files)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'change')
  return git(folder, 'rev-parse', 'HEAD')
}

/** A repository with one commit on `main`. */
export function repositoryOf(files: Files): string {
  const folder = folderOf({})
  git(folder, 'init', '-q', '-b', 'main')
  commit(folder, files)
  return folder
}

interface Row {
  readonly of: string
  readonly feature: string
  readonly base: Standing
  readonly head: Standing
  readonly change: number
  readonly published: number | null
}

interface Standing {
  readonly needed: number
  readonly held: { readonly sure: number }
  readonly reissued: number
  readonly toOrder: number
}

interface Finding {
  readonly rule: string
  readonly message: string
  readonly file: string
  readonly severity: string
}

interface Setting {
  readonly key: string
  readonly member?: string
  readonly base: string | null
  readonly head: string | null
  readonly how: string
}

export interface DiffJson {
  readonly base: { readonly label: string; readonly files: number; readonly unread: number }
  readonly head: { readonly label: string; readonly files: number; readonly unread: number }
  readonly summary: Readonly<Record<'new' | 'changed' | 'fixed' | 'lost' | 'unchanged' | 'rehosts' | 'waived' | 'baselined', number>>
  readonly findings: {
    readonly new: readonly (Finding & { readonly unseen: boolean; readonly unwaived: boolean })[]
    readonly changed: readonly { readonly base: Finding; readonly head: Finding; readonly direction: string }[]
    readonly fixed: readonly Finding[]
    readonly lost: readonly Finding[]
    readonly waived: readonly (Finding & { readonly known: boolean; readonly suppression: Readonly<Record<string, string>> })[]
  }
  readonly policies: readonly {
    readonly name: string
    readonly change: string
    readonly rules: readonly { readonly id: string; readonly change: string }[]
  }[]
  readonly settings: readonly Setting[]
  readonly notChecked: readonly { readonly missing: string; readonly of: string }[]
  readonly effect: readonly Row[]
  readonly rehosts: readonly {
    readonly of: string
    readonly state: string
    readonly from: string | null
    readonly to: string | null
    readonly why: string
    readonly licenses: readonly { readonly license: string; readonly hosts: readonly string[] }[]
    readonly steps: readonly { readonly says: string; readonly facts: readonly string[] }[]
  }[]
  readonly gone: readonly { readonly name: string; readonly licenses: readonly { readonly license: string }[] | null }[]
  readonly parts: readonly {
    readonly kind: string
    readonly name: string
    readonly was?: string
    readonly how: string
    readonly risk: string
    readonly changes: readonly {
      readonly path: readonly (string | number)[]
      readonly base: string | null
      readonly head: string | null
      readonly risk: string
    }[]
  }[]
  readonly layout: readonly string[]
  readonly joint?: {
    readonly findings: readonly Finding[]
    readonly rows: readonly {
      readonly of: string
      readonly what: string
      readonly base: number
      readonly adds: readonly { readonly label: string; readonly amount: number }[]
      readonly together: number
      readonly held: number | null
      readonly published: number | null
    }[]
    readonly conflicts: readonly string[]
    readonly merged: readonly string[]
  }
}

const isDiff = new Ajv({ allowUnionTypes: true }).compile<DiffJson>(JSON.parse(readFileSync('schemas/diff.schema.json', 'utf8')))

/** Reads a diff as JSON, and holds it to its schema. */
export function diffIn(text: string): DiffJson {
  const value: unknown = JSON.parse(text)
  if (!isDiff(value)) throw new Error(JSON.stringify(isDiff.errors))
  return value
}

/** Sydney: a pair with a team, whose licence is for the virtual MAC. */
export const sydney = `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01, owner: a@example.com }
directory: corp.example
servers:
  - name: SYD-UNITY1
    role: primary
    version: 4.0(5)
    ports:
      - { count: 28, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    users: { voiceMail: 400 }
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    licenses:
      - kind: declared
        hostId: 020BCD112235
        expires: permanent
        pak: UNTY-4A-BC-123456
        entitlements: { voicePorts: 32, voiceMailUsers: 500, secondaryServer: true }
  - name: SYD-UNITY2
    role: secondary
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-40 }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2, wizardRunOn: [SYD-UNITY1, SYD-UNITY2] }
`

/** A server that stands alone, with a declared licence for its first NIC; `more` are further lines of it. */
export const alone = (
  name: string,
  last: string,
  { ports = 8, users = 60, licensed = 60, more = '' } = {},
): string => `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: ${name.toLowerCase()}, asOf: 2007-03-01 }
directory: corp.example
servers:
  - name: ${name}
    version: 4.0(5)
    ports: [{ count: ${ports}, does: [answer, mwi, notification] }]
    users: { voiceMail: ${users} }
    nics: [{ name: nic1, mac: 00-0B-CD-00-00-${last} }]
    licenses:
      - { kind: declared, hostId: 000BCD0000${last}, expires: permanent, entitlements: { voicePorts: 8, voiceMailUsers: ${licensed} } }
${more}`

/** A text with one thing in place of another, which must be there. */
export function changed(text: string, ...pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`${from} is not in the text`)
    return all.replace(from, to)
  }, text)
}
