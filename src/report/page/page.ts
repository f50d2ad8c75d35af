/** The pieces of which a report for people is made. What they say is text as it comes: each format escapes it in its own way. */

export interface Column {
  readonly title: string
  /** Whether it holds figures, which stand right. */
  readonly figures?: boolean
  /** Whether what it holds is copied, and so broken last. */
  readonly copied?: boolean
  /** Whether it is short and of our own making, and so never broken within a word. */
  readonly short?: boolean
}

export interface Row {
  readonly cells: readonly string[]
  /** What stands below the row, over its whole width. */
  readonly note?: string
  /** Whether it sums up the others. */
  readonly total?: boolean
}

/** A value of a form, and which one it is. `undefined` has to be filled in. */
export interface Entry {
  readonly label: string
  readonly value: string | undefined
  readonly note: string
}

/** Numbers of sources that follow each other. */
export interface Mark {
  readonly first: number
  readonly last: number
}

/** Something said, with the sources that bear it out. */
export interface Said {
  readonly says: string
  readonly marks: readonly Mark[]
  /** What must not be overlooked, said before it in a few words. */
  readonly warning?: string
}

export type Item = string | Said

export interface Checks {
  readonly title: string
  readonly items: readonly Item[]
}

/** A document, and the facts that it states. */
export interface Source {
  readonly document: string
  readonly url: string | undefined
  readonly facts: readonly { readonly number: number; readonly says: string }[]
}

/** What is done in one span of time. Moments are YYYY-MM-DDTHH:MM. */
export interface Window {
  readonly title: string
  readonly start: string
  readonly end: string
  readonly bars: readonly Bar[]
}

export interface Bar {
  readonly label: string
  /** All of it, for those who stop at it. */
  readonly says: string
  /** Undefined where it is only known to be within the window. */
  readonly start: string | undefined
  readonly end: string
}

/** One state of what is drawn: boxes in frames in frames. */
export interface Side {
  readonly title: string
  readonly frames: readonly Frame[]
}

export interface Frame {
  readonly title: string
  readonly boxes: readonly Box[]
  readonly frames: readonly Frame[]
}

export interface Box {
  /** What it is called on both sides. */
  readonly name: string
  readonly lines: readonly string[]
  /** Whether it is not the same on the other side. */
  readonly changed: boolean
  /** Another box that it belongs to, by its name, and as what. */
  readonly of?: { readonly name: string; readonly as: string }
}

export type Block =
  | { readonly kind: 'text'; readonly says: Item }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly title: string; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  | { readonly kind: 'form'; readonly title: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'checks'; readonly groups: readonly Checks[] }
  | { readonly kind: 'sources'; readonly sources: readonly Source[] }
  /** Pictures, shown where one can be drawn; what they show stands in tables, too. */
  | { readonly kind: 'chart'; readonly title: string; readonly windows: readonly Window[] }
  | { readonly kind: 'map'; readonly title: string; readonly sides: readonly Side[] }
  /** Who has done it, and when: filled in by hand. */
  | { readonly kind: 'signature' }

/** A section. What must not be overlooked is `loud`; what is handed on by itself is a `sheet` of paper of its own. */
export interface Part {
  readonly title: string
  readonly loud?: boolean
  readonly sheet?: boolean
  readonly blocks: readonly Block[]
  readonly parts?: readonly Part[]
}

export interface Page {
  readonly title: string
  readonly summary: readonly { readonly says: string; readonly loud?: boolean }[]
  readonly parts: readonly Part[]
}

/** What stands in place of a value that has to be filled in. */
export const blank = '________'

export const signature = `Done by ${blank} on ${blank}`

/** `[1-3]`. */
export const markText = ({ first, last }: Mark): string => `[${first === last ? first : `${first}-${last}`}]`

/** The same without links: `Restart the server. [1-3] [5]`. */
export const itemText = (item: Item): string => (typeof item === 'string' ? item : [item.says, ...item.marks.map(markText)].join(' '))

/** The warning of an item; undefined where it has none. */
export const warningOf = (item: Item): string | undefined => (typeof item === 'string' ? undefined : item.warning)

/** A table without the columns in which no row has anything. */
export function tableOf(title: string, columns: readonly Column[], rows: readonly Row[]): Block[] {
  if (rows.length === 0) return []
  const told = columns.map((_, index) => rows.some(({ cells }) => (cells[index] ?? '') !== ''))
  const kept = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => told[index])
  return [{ kind: 'table', title, columns: kept(columns), rows: rows.map((row) => ({ ...row, cells: kept(row.cells) })) }]
}

export const listOf = (items: readonly Item[], title?: string): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items, ...(title !== undefined && { title }) }]

/** Items that follow each other under one title, together. */
export function grouped(titled: Iterable<{ readonly title: string; readonly item: Item }>): Checks[] {
  const groups: { title: string; items: Item[] }[] = []
  for (const { title, item } of titled) {
    const last = groups.at(-1)
    if (last?.title === title) last.items.push(item)
    else groups.push({ title, items: [item] })
  }
  return groups
}

export const checksOf = (title: string, items: readonly Item[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'checks', groups: [{ title, items }] }]
