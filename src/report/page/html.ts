/** A page as one HTML file that prints: no script, nothing from elsewhere, boxes that can be ticked on paper and on the screen. */
import { chartMarkup } from './chart.ts'
import { mapMarkup } from './map.ts'
import { html, type Markup, nothing } from './markup.ts'
import {
  type Block,
  blank,
  type Checks,
  type Column,
  type Entry,
  type Item,
  markText,
  type Page,
  type Part,
  type Row,
  type Source,
} from './page.ts'
import { style } from './style.ts'

/** Makes the names by which a box and its words know each other. */
type Name = () => string

export function pageHtml({ title, summary, parts }: Page): string {
  let boxes = 0
  const name: Name = () => {
    boxes += 1
    return `box-${boxes}`
  }
  const { markup } = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${summary.map(({ says, loud }) => (loud ? html`<p class="loud">${says}</p>\n` : html`<p>${says}</p>\n`))}${parts.map((part) => partMarkup(part, 2, name))}</main>
</body>
</html>
`
  return markup
}

function partMarkup({ title, loud, sheet, blocks, parts = [] }: Part, level: 2 | 3, name: Name): Markup {
  const head = level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`
  const kind = loud ? 'loud' : sheet ? 'sheet' : parts.some((part) => part.sheet) ? 'sheets' : undefined
  return html`<section${kind === undefined ? nothing : html` class="${kind}"`}>
${head}
${blocks.map((block) => blockMarkup(block, title, name))}${parts.map((part) => partMarkup(part, 3, name))}</section>
`
}

function blockMarkup(block: Block, within: string, name: Name): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p>${itemMarkup(block.says)}</p>\n`
    case 'list':
      return html`${block.title === undefined ? nothing : html`<p class="title">${block.title}:</p>\n`}<ul>\n${block.items.map((item) => html`<li>${itemMarkup(item)}</li>\n`)}</ul>\n`
    case 'table':
      return framed(block.title, within, tableRows(block.columns, block.rows), block.rows.length)
    case 'form':
      return framed(block.title, within, formRows(block.entries), block.entries.length, html` class="form"`)
    case 'checks':
      return html`${block.groups.map((group) => checksMarkup(group, name))}`
    case 'sources':
      return html`${block.sources.map(sourceMarkup)}`
    case 'chart':
      return chartMarkup(block.title, block.windows)
    case 'map':
      return mapMarkup(block.title, block.sides)
    case 'signature':
      return html`<p class="signature"><span>Done by</span>${line}<span>on</span>${line}</p>\n`
  }
}

/** A line to write on, which those who do not see it hear of. */
const line = html`<span class="blank"><span class="unseen">${blank}</span></span>`

const itemMarkup = (item: Item): Markup =>
  typeof item === 'string'
    ? html`${item}`
    : html`${item.warning === undefined ? '' : html`<strong>${item.warning}.</strong> `}${item.says}${item.marks.map((mark) => html` <a href="#source-${mark.first}">${markText(mark)}</a>`)}`

// So many rows are left together on a page.
const mostWhole = 8

/** A table that is too wide for a phone is moved sideways within its frame. A title that repeats the heading is for those who do not see it. */
function framed(title: string, within: string, rows: Markup, count: number, kind = nothing): Markup {
  const caption =
    title.toLowerCase() === within.toLowerCase() ? html`<caption class="unseen">${title}</caption>` : html`<caption>${title}</caption>`
  return html`<div class="wide${count > mostWhole ? '' : ' whole'}" role="region" aria-label="${title}" tabindex="0">\n<table${kind}>\n${caption}\n${rows}</table>\n</div>\n`
}

function tableRows(columns: readonly Column[], rows: readonly Row[]): Markup {
  const kind = (index: number): Markup =>
    columns[index]?.figures
      ? html` class="figure"`
      : columns[index]?.short
        ? html` class="short"`
        : columns[index]?.copied
          ? html` class="copied"`
          : nothing
  // Where there is no room for a head, each cell has its own.
  const label = (index: number): Markup => html` data-label="${columns[index]?.title ?? ''}"`
  const cell = (text: string, index: number): Markup =>
    index === 0 ? html`<th scope="row"${kind(index)}${label(index)}>${text}</th>` : html`<td${kind(index)}${label(index)}>${text}</td>`
  const head = columns.map((column, index) => html`<th scope="col"${kind(index)}>${column.title}</th>`)
  // A body each, so that a row is not torn from its note.
  const bodies = rows.map(
    ({ cells, note, total }) =>
      html`<tbody${total ? html` class="total"` : nothing}>\n<tr>${cells.map(cell)}</tr>\n${note === undefined ? nothing : html`<tr class="note"><td colspan="${columns.length}">${note}</td></tr>\n`}</tbody>\n`,
  )
  return html`<thead><tr>${head}</tr></thead>\n${bodies}`
}

function formRows(entries: readonly Entry[]): Markup {
  const rows = entries.map(
    ({ label, value, note }) =>
      html`<tr><th scope="row">${label}</th><td class="value">${value === undefined ? line : html`<code>${value}</code>`}</td><td>${note}</td></tr>\n`,
  )
  const head = ['Field', 'Value', 'Which, and why'].map((title) => html`<th scope="col">${title}</th>`)
  return html`<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}</tbody>\n`
}

function checksMarkup({ title, items }: Checks, name: Name): Markup {
  const boxes = items.map((item) => {
    const box = name()
    return html`<li><input type="checkbox" id="${box}" /><label for="${box}">${itemMarkup(item)}</label></li>\n`
  })
  return html`<p class="title">${title}</p>\n<ul class="checks">\n${boxes}</ul>\n`
}

const sourceMarkup = ({ document, url, facts }: Source): Markup =>
  html`<p class="title">${document}${url === undefined ? nothing : html`<br />${link(url)}`}</p>\n<ol>\n${facts.map(
    ({ number, says }) => html`<li id="source-${number}" value="${number}">${says}</li>\n`,
  )}</ol>\n`

/** Only addresses that lead to a page become links. */
const link = (url: string): Markup => (/^https?:\/\//.test(url) ? html`<a href="${url}">${url}</a>` : html`<code>${url}</code>`)
