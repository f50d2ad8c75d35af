/** A change in every format that it can be had in. */
import type { Change } from '../../change/compare.ts'
import { mostOfComment } from '../forge/page.ts'
import { escaped } from '../page/escape.ts'
import { pageMarkdown } from '../page/markdown.ts'
import type { Page } from '../page/page.ts'
import { pageText } from '../page/text.ts'
import type { Paint } from '../paint.ts'
import { visible } from '../visible.ts'
import type { Jointly } from './joint.ts'
import { diffJson } from './json.ts'
import { besidePage, diffPage, stepsPage } from './page.ts'
import { isQuiet, quietLine } from './words.ts'

/** `beside` is Markdown without findings, for below the comment of a run that tells them. */
export const diffFormats = ['text', 'markdown', 'beside', 'json'] as const
export type DiffFormat = (typeof diffFormats)[number]

/** By this line a bot finds its comment again. It is not that of the findings of a run. */
export const diffMarker = '<!-- cuspec diff -->'

/** A page that is a click away. */
function folded(page: Page | undefined): string {
  if (!page) return ''
  const [, ...below] = pageMarkdown(page).split('\n')
  return `\n<details><summary>${page.title}</summary>\n${below.join('\n')}\n</details>\n`
}

/** So long may be what stands below findings: less than half of a comment. */
const mostBeside = 30_000

/** So many entries of each list, from the most, until a comment takes it. */
const caps = [Number.POSITIVE_INFINITY, 200, 50, 20, 8, 3, 1]

export function renderDiff(change: Change, jointly: Jointly | undefined, format: DiffFormat, paint: Paint): string {
  if (format === 'json') return diffJson(change, jointly)
  if (format === 'beside') return renderBeside(change)
  const quiet = isQuiet(change) && jointly === undefined
  if (format === 'text')
    return quiet
      ? `${visible(quietLine(change))}.\n`
      : pageText(diffPage(change, jointly, { most: Number.POSITIVE_INFINITY, steps: true }), paint)
  if (quiet) return `${diffMarker}\n${escaped(`${quietLine(change)}.`)}\n`
  for (const most of caps) {
    const page = `${diffMarker}\n${pageMarkdown(diffPage(change, jointly, { most, steps: false }))}`
    const text = page + folded(stepsPage(change, most))
    if (text.length < mostOfComment) return text
  }
  return `${diffMarker}\n${escaped(`${quietLine(change)}.`)}\n\nThe rest does not fit here; it is in the log, and in \`cuspec diff\`.\n`.slice(
    0,
    mostOfComment - 1,
  )
}

/** Empty where there is nothing. */
function renderBeside(change: Change): string {
  for (const most of caps) {
    const page = besidePage(change, most)
    if (!page) return ''
    // It stands under the title of another page.
    const text = (pageMarkdown(page) + folded(stepsPage(change, most))).replace(/^#/gm, '##')
    if (text.length <= mostBeside) return text
  }
  return `## Beside the findings\n\n${escaped(`${quietLine(change)}.`).slice(0, mostBeside - 200)}\n\nThe rest does not fit here; it is in \`cuspec diff\`.\n`
}
