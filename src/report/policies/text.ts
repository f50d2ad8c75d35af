/** What came of the examples of policies, for people. */
import type { Place } from '../../model/part.ts'
import type { Trial } from '../../policy/trial.ts'
import type { Where } from '../address.ts'
import type { Paint } from '../paint.ts'
import { visible, width } from '../visible.ts'
import { disappointed, failed, summed, unproven } from './words.ts'

/** Renders trials. With `flips`, what each rule says of values around its constants. */
export function trialsText(trials: readonly Trial[], where: Where, paint: Paint, flips: boolean): string {
  const parts = trials.map((trial) => [...trialLines(trial, where, paint), ...(flips ? boundaryLines(trial, paint) : [])].join('\n'))
  return `${[...parts, '', summed(trials)].join('\n')}\n`
}

function trialLines(trial: Trial, where: Where, paint: Paint): readonly string[] {
  const at = (place: Place): string => {
    const { file, range } = where(place)
    return `      ${paint('blue', '-->')} ${visible(file)}:${range.start.line}:${range.start.column}`
  }
  const { id, title, flaws, examples, indistinct } = trial
  const mark = failed(trial) ? paint('red', 'FAIL') : unproven(trial) === undefined ? paint('green', 'ok  ') : paint('yellow', '?   ')
  return [
    `${mark} ${paint('bold', visible(id))}  ${visible(title)}`,
    ...flaws.flatMap(({ at: place, message }) => [`    ${visible(message)}`, at(place)]),
    ...examples.flatMap((example) =>
      example.passed
        ? []
        : [
            `    ${example.kind} ${example.number}: ${disappointed(example)}`,
            ...example.details.map((detail) => `      ${visible(detail)}`),
            at(example.at),
          ],
    ),
    ...indistinct.flatMap(({ at: place, message }) => [`    ${visible(message)}`, at(place)]),
    ...[unproven(trial)].flatMap((lack) =>
      lack === undefined ? [] : [`    ${lack}, so that nobody knows whether it does what it is for`],
    ),
  ]
}

/** One table a constant: a value a line, and a mark where the verdict turns. */
function boundaryLines({ boundaries, flaws, examples }: Trial, paint: Paint): readonly string[] {
  if (flaws.length > 0) return []
  if (boundaries.length === 0) {
    const why = examples.some(({ seen }) => seen !== 'unreadable') ? 'no comparison with a constant' : 'no example to begin with'
    return [`    boundaries: ${why}`]
  }
  return boundaries.flatMap(({ what, operator, rows }) => {
    const widest = Math.max(...rows.map(({ value }) => width(visible(value))))
    return [
      `    ${visible(what)} (${operator})`,
      ...rows.map(({ value, verdict }, index) => {
        const turns = index > 0 && rows[index - 1]?.verdict !== verdict ? paint('cyan', '  <- turns') : ''
        return `      ${visible(value)}${' '.repeat(widest - width(visible(value)))}  ${verdict}${turns}`
      }),
    ]
  })
}
