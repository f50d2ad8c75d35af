/** The imports of `src`, read out of its text. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'

export interface Import {
  readonly from: string
  readonly to: string
  /** Whether it is gone when the types are. */
  readonly typeOnly: boolean
  /** Whether it happens only when it is needed. */
  readonly lazy: boolean
}

export const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
export const code = files.filter((file) => file.endsWith('.ts'))
export const imports: readonly Import[] = code.flatMap((file) => importsOf(file, readFileSync(`src/${file}`, 'utf8')))

export function importsOf(from: string, text: string): Import[] {
  const plain = text.replace(/^\s*\/\/.*$/gm, '')
  const still = [...plain.matchAll(/^(?:import|export)\s+(type\s)?(?:([^'"`;]*?)\sfrom\s+)?(['"])([^'"]+)\3/gm)].map((match) => {
    const named = /^\{([\s\S]*)\}$/.exec(match[2]?.trim() ?? '')?.[1]
    const types =
      named
        ?.split(',')
        .filter((name) => name.trim())
        .every((name) => /^\s*type\s/.test(name)) ?? false
    return { from, to: match[4] ?? '', typeOnly: match[1] !== undefined || types, lazy: false }
  })
  const lazy = [...plain.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => ({
    from,
    to: match[1] ?? '',
    typeOnly: false,
    lazy: true,
  }))
  return [...still, ...lazy]
}

export const placeOf = (file: string): string => file.split('/')[0] ?? file
export const isOurs = ({ to }: Import): boolean => to.startsWith('.')
export const target = ({ from, to }: Import): string => posix.join(dirname(from), to)
export const show = (each: Import): string => `${each.from} imports ${isOurs(each) ? target(each) : each.to}`

/** Imports that are not allowed, as `file imports file`. */
export const offending = (allowed: (each: Import) => boolean, among: readonly Import[] = imports): string[] =>
  among.filter((each) => !allowed(each)).map(show)
