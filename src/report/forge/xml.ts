/** XML pages of the tagged template that pages of orders are made with: what is put in is text. Nothing in it can be a character that XML forbids. */
import { html, type Markup } from '../page/markup.ts'

export { html as xml, type Markup } from '../page/markup.ts'

/** A whole document. */
export const xmlDocument = (root: Markup): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`

/** Lines, which stay lines. */
export const lines = (all: readonly string[]): Markup => ({ markup: all.map((line) => html`${line}`.markup).join('\n') })
