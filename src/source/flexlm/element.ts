/** The pseudo-XML of VENDOR_STRING and NOTICE: elements in a row, without attributes and without elements within. */
import type { Fault } from '../fault.ts'
import type { Element } from './lines.ts'
import { offsetsIn, type Word } from './word.ts'

/** The elements of a value, and the first thing wrong with them. Text between them is none of their business. */
export function elementsOf(word: Word): { readonly elements: readonly Element[]; readonly fault?: Fault } {
  const elements: Element[] = []
  const place = offsetsIn(word)
  let fault: Fault | undefined
  let open: { readonly name: string; readonly start: number; readonly inside: number } | undefined
  const amiss = (start: number, end: number, message: string): void => {
    fault ??= { start: place(start), end: place(end - 1) + 1, message }
  }
  for (const { 0: tag, 1: slash, 2: name = '', index } of word.value.matchAll(/<(\/?)([A-Za-z_]\w{0,63})>/g)) {
    const behind = index + tag.length
    if (!slash) {
      if (open) amiss(open.start, open.inside, `\`<${open.name}>\` is not closed before \`<${name}>\` begins`)
      open = { name, start: index, inside: behind }
    } else if (!open) amiss(index, behind, `\`</${name}>\` closes nothing`)
    else if (open.name !== name) {
      amiss(index, behind, `\`</${name}>\` does not close \`<${open.name}>\``)
      open = undefined
    } else {
      const [from, to] = open.inside < index ? [open.inside, index] : [open.start, behind]
      elements.push({ name, value: word.value.slice(open.inside, index), span: [place(from), place(to - 1) + 1] })
      open = undefined
    }
  }
  if (open) amiss(open.start, open.inside, `\`<${open.name}>\` is not closed`)
  return { elements, ...(fault && { fault }) }
}
