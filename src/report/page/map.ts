/** Boxes in frames, one side beside the other, as HTML that can be read as it stands; what is changed says so. */
import { html, type Markup, nothing } from './markup.ts'
import type { Box, Frame, Side } from './page.ts'

export const mapMarkup = (title: string, sides: readonly Side[]): Markup =>
  html`<div class="map" role="group" aria-label="${title}">\n${sides.map(sideMarkup)}</div>\n`

const sideMarkup = ({ title, frames }: Side): Markup =>
  html`<div class="side"><p class="title">${title}</p>\n${frames.map(frameMarkup)}</div>\n`

const frameMarkup = ({ title, boxes, frames }: Frame): Markup =>
  html`<div class="frame"><p class="frame-title">${title}</p>\n${boxes.length > 0 ? html`<ul class="boxes">\n${boxes.map(boxMarkup)}</ul>\n` : nothing}${frames.map(frameMarkup)}</div>\n`

const boxMarkup = ({ name, lines, changed, of }: Box): Markup =>
  html`<li class="${changed ? 'box changed' : 'box'}" title="${[...lines, ...(of ? [`${of.as} of ${of.name}`] : [])].join(', ')}">${lines.map(
    (line) => (line === name ? html`<strong>${line}</strong><br />` : html`${line}<br />`),
  )}${of ? html`<span class="of">${of.as} of ${of.name}</span><br />` : nothing}${changed ? html`<span class="mark">changed</span>` : nothing}</li>\n`
