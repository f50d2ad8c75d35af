/** How the printable page looks: it follows the paper, A4 or Letter, since nothing in it has a size of its own. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.45 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
h1, h2, h3, .title, caption { line-height: 1.25; break-after: avoid; }
p { margin: .4rem 0; }
.title { font-weight: 600; margin-top: .8rem; }
.loud { border: 2px solid #a40000; border-left-width: .6rem; background: #fff4f4; padding: .5rem .8rem; }
section.loud { margin: 1.5rem 0; }
section.loud h2 { margin-top: 0; color: #a40000; border-color: #a40000; }
ul, ol { margin: .3rem 0; padding-left: 1.6rem; }
li { margin: .2rem 0; break-inside: avoid; }
.checks { list-style: none; padding-left: .3rem; }
.checks li { display: grid; grid-template-columns: 1.6rem 1fr; align-items: start; }
.checks input { width: 1.1rem; height: 1.1rem; margin: .2rem 0 0; }
.wide { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: .2rem; }
caption::first-letter { text-transform: uppercase; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; overflow-wrap: break-word; min-width: 7rem; }
.value, .note td { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #1a1a1a; vertical-align: bottom; }
tbody { border-bottom: 1px solid #b5b5b5; break-inside: avoid; }
tbody th { font-weight: 600; }
.figure { min-width: 0; white-space: nowrap; }
th.short, td.short { min-width: 5.5rem; overflow-wrap: normal; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
td.copied { min-width: 9rem; }
td.value { min-width: 12rem; }
.whole { break-inside: avoid; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
tr, .note td { break-inside: avoid; }
.note td { padding-top: 0; padding-left: 2rem; font-size: .9em; color: #444; }
.total { font-weight: 700; border-top: 2px solid #1a1a1a; }
code, td.copied { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; font-size: .95em; }
a { color: #0645ad; }
a[href^="#"] { text-decoration: none; white-space: nowrap; }
.chart { margin: .8rem 0; break-inside: avoid; }
.chart svg { display: block; width: 100%; height: auto; font: 9px system-ui, "Liberation Sans", Arial, sans-serif; }
.chart text { fill: #1a1a1a; }
.chart .head { font-weight: 700; }
.chart .label { font-size: 10.5px; }
.chart line { stroke: #d0d0d0; stroke-width: .5; }
.chart .window rect { fill: #f3f3f3; stroke: #b5b5b5; stroke-width: .5; }
.chart .bar { fill: #1f4e79; stroke: #1a1a1a; stroke-width: .5; }
.chart .sometime { fill: #fff; stroke: #1a1a1a; stroke-dasharray: 3 2; }
figcaption { font-size: .85em; color: #444; }
.map { display: flex; flex-wrap: wrap; gap: 1rem; }
.side { flex: 1 1 20rem; min-width: 0; }
.frame { break-inside: avoid; border: 1px solid #767676; border-radius: .3rem; padding: .3rem .5rem .5rem; margin: .4rem 0; }
.frame-title { margin: 0 0 .2rem; font-size: .85em; color: #444; }
.boxes { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; margin: 0; padding: 0; }
.box { border: 1px solid #1a1a1a; padding: .2rem .45rem; margin: 0; font-size: .85em; line-height: 1.3; min-width: 7rem; max-width: 100%; }
.box.changed { border-width: 3px; }
.box .of { color: #444; }
.mark { font-weight: 700; color: #a40000; }
.blank { display: block; min-height: 1.4em; border-bottom: 1px solid #1a1a1a; position: relative; }
.signature { display: flex; gap: .5rem; margin-top: 1.5rem; break-before: avoid; }
.signature .blank { flex: 1 1 8rem; }
a:focus-visible, input:focus-visible, .wide:focus-visible { outline: 3px solid #0645ad; outline-offset: 2px; }
@media screen and (max-width: 54rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, caption, .value, tbody th, tbody td { display: block; }
  tbody { padding: .3rem 0; }
  tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
  tbody th[class], tbody td[class], tbody th, tbody td { min-width: 0; padding: .15rem .3rem; text-align: left; overflow-wrap: anywhere; }
  tbody td:empty { display: none; }
  .chart { overflow-x: auto; }
  .chart svg { width: auto; min-width: 42rem; }
  [data-label]::before { content: attr(data-label); display: block; font: .75rem/1.3 system-ui, sans-serif; color: #444; white-space: normal; }
  .copied, .note td, .form tr > * { grid-column: 1 / -1; }
}
@page { margin: 14mm; }
@media print {
  body { font-size: 10pt; color: #000; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  .loud { background: #fff; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  a { color: #000; }
  th, td { overflow-wrap: anywhere; }
  th.short, td.short { min-width: 5.4rem; overflow-wrap: normal; }
  .sheets, .sheets + section, .sheet + .sheet { break-before: page; }
  .signature { break-inside: avoid; }
  .map { gap: .5rem; }
  .side { flex-basis: 0; }
}
`
