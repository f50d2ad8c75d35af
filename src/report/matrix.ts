/** Which releases can host a fleet, for people: one line for releases of which the same is said. */
import { addTo } from '../model/add-to.ts'
import { counted } from '../model/figure.ts'
import type { Obstacle, Open } from '../upgrade/judge.ts'
import type { Cell, Matrix } from '../upgrade/matrix.ts'
import { address, type Where } from './address.ts'
import { wrap } from './explain/wrap.ts'
import type { Paint } from './paint.ts'
import { visible } from './visible.ts'

const columns = 100
/** So many machines are named for one thing. */
const most = 3

export const verdicts: Readonly<Record<Cell['verdict'], string>> = {
  hosts: 'nothing known stands against it',
  licences: 'with other licences',
  open: 'not decided',
  refused: 'no',
}

export function matrixText({ cells, everywhere }: Matrix, where: Where, paint: Paint): string {
  const groups: { cells: Cell[]; said: readonly string[] }[] = []
  for (const cell of cells) {
    const said = saidOf(cell, where)
    const last = groups.at(-1)
    if (last && last.cells[0]?.verdict === cell.verdict && JSON.stringify(last.said) === JSON.stringify(said)) last.cells.push(cell)
    else groups.push({ cells: [cell], said })
  }
  return [
    ...groups.flatMap(({ cells: own, said }) => [paint('bold', headOf(own)), ...said.flatMap((line) => wrapped(line))]),
    ...(everywhere.length > 0
      ? ['', paint('bold', 'against every release'), ...named(everywhere, where).flatMap((line) => wrapped(line))]
      : []),
    '',
  ].join('\n')
}

function headOf(cells: readonly Cell[]): string {
  const [first] = cells
  const last = cells.at(-1)
  const span = first === last ? first?.release.id : `${first?.release.id} to ${last?.release.id}`
  const now = cells.filter(({ current }) => current).map(({ release }) => release.id)
  const runs = now.length === 0 ? '' : cells.length === 1 ? ' (runs now)' : ` (${now.join(', ')} ${now.length === 1 ? 'runs' : 'run'} now)`
  return `${span}${runs}: ${first ? verdicts[first.verdict] : ''}`
}

/** What is said of a release, without its name, so that others of which the same holds can stand beside it. */
function saidOf({ release, obstacles, lacking, warnings, open }: Cell, where: Where): string[] {
  const unnamed = (text: string): string => text.replaceAll(release.id, 'this release')
  return [
    ...named(obstacles, where).map(unnamed),
    ...named(warnings, where).map((text) => unnamed(`warning: ${text}`)),
    ...(lacking.length > 0 ? [`licences: ${counted(lacking.length, 'findings')} that an order mends [${rulesOf(lacking)}]`] : []),
    ...openText(open).map(unnamed),
  ]
}

const rulesOf = (all: readonly { readonly rule: string }[]): string => [...new Set(all.map(({ rule }) => rule))].join(', ')

/** Each message once, with where it stands. */
function named(obstacles: readonly Obstacle[], where: Where): string[] {
  const byMessage = new Map<string, Obstacle[]>()
  for (const obstacle of obstacles) addTo(byMessage, JSON.stringify([obstacle.rule, obstacle.message]), obstacle)
  return [...byMessage.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const places = all.slice(0, most).map(({ at }) => address(at, where))
    const more = all.length > most ? ` and ${all.length - most} more` : ''
    return [`${first.message} [${first.rule}] (${places.join(', ')}${more})`]
  })
}

function openText(open: readonly Open[]): string[] {
  const byMissing = new Map<string, Open[]>()
  for (const each of open) addTo(byMissing, JSON.stringify([each.rule, each.missing]), each)
  return [...byMissing.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const names = all.slice(0, most).map(({ of }) => of)
    return [
      `not decided: ${first.missing} [${first.rule}] (${names.join(', ')}${all.length > most ? ` and ${all.length - most} more` : ''})`,
    ]
  })
}

const wrapped = (text: string): string[] => wrap(visible(`  - ${text}`), columns).split('\n')
