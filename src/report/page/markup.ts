/** HTML as a tagged template: what is put into it is text, and escaped, unless it is markup already. The page it makes is well-formed XML, too. */
import { visible } from '../visible.ts'

export interface Markup {
  readonly markup: string
}

type Piece = string | number | Markup | readonly Piece[]

export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { markup: parts.map((part, index) => part + (index < pieces.length ? markupOf(pieces[index] ?? '') : '')).join('') }
}

export const nothing: Markup = { markup: '' }

function markupOf(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return shown(String(piece))
  return 'markup' in piece ? piece.markup : piece.map(markupOf).join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const shown = (text: string): string => visible(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
