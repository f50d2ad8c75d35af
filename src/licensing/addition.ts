/** How much more there shall be, as it is typed: `users=20%,ports=8`. */
import { quantities } from '../model/maximum.ts'
import { didYouMean } from '../source/suggest.ts'
import { type Counted, userKinds } from './limit.ts'

/** So many more on each server or Bridge: a share in hundredths of a percent, or a number. */
export type Addition = { readonly hundredths: number } | { readonly number: number }

export interface Growth {
  /** As it was asked for: `users=20%`. */
  readonly asked: readonly string[]
  readonly of: ReadonlyMap<Counted, Addition>
}

const mostNumber = 1_000_000
const mostPercent = 10_000
const names: readonly string[] = ['users', 'ports', ...quantities]

/** Reads `users=20%,ports=+8`, or says why it cannot. */
export function readGrowth(written: readonly string[]): Growth | { readonly problem: string } {
  const of = new Map<Counted, Addition>()
  const asked = written.flatMap((list) => list.split(',')).map((item) => item.trim())
  for (const item of asked) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(item) ?? []
    if (!item.includes('=')) return { problem: `--grow takes NAME=AMOUNT, such as users=20% or ports=8, not ${item || 'nothing'}` }
    if (!names.includes(name)) return { problem: `--grow knows nothing that is called ${name || 'nothing'}${hint(name)}` }
    const addition = readAddition(value)
    if (!addition) {
      const range = `from 1 to ${mostNumber}, or more than 0 and at most ${mostPercent} percent with up to two decimals`
      return { problem: `--grow ${name} takes so many more or a percentage: ${range}; not ${value || 'nothing'}` }
    }
    const what = name === 'ports' ? 'voicePorts' : name
    const clash = [...of.keys()].find(
      (known) => known === what || (isUserKind(known) && isUserKind(what) && [known, what].includes('users')),
    )
    if (clash !== undefined) return { problem: `--grow says twice how ${clash === what ? name : `${name} and ${clash}`} grow` }
    if (what === 'users' || isQuantityName(what)) of.set(what, addition)
  }
  return { asked, of }
}

export const isUserKind = (name: string): boolean => name === 'users' || userKinds.some((kind) => kind === name)
const isQuantityName = (name: string): name is (typeof quantities)[number] => quantities.some((what) => what === name)
const hint = (name: string): string => didYouMean(name, names, { quote: '' }) || `; it knows ${names.join(', ')}`

function readAddition(written: string): Addition | undefined {
  const [, number, percent] = /^\+?(?:(\d{1,7})|(\d{1,5}(?:\.\d{1,2})?) ?%)$/.exec(written) ?? []
  if (number !== undefined) return within(Number(number), mostNumber) ? { number: Number(number) } : undefined
  const hundredths = Math.round(Number(percent) * 100)
  return within(hundredths, mostPercent * 100) ? { hundredths } : undefined
}

const within = (value: number, most: number): boolean => value > 0 && value <= most
