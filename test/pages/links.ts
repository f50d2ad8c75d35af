/** Links and anchors of a page in Markdown. */

const fences = /^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm

/** What GitHub makes of a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-')

/** The anchors, as GitHub makes them of headings, and those that are written. */
export const anchorsOf = (page: string): readonly string[] =>
  [...page.replace(fences, '').matchAll(/^#+ (.+)$|<a id="([^"]+)">/gm)].map(([, heading = '', id]) => id ?? anchor(heading))

/** What it links to, without addresses on the web. */
export const linksOf = (page: string): readonly string[] =>
  [...page.replace(fences, '').matchAll(/\]\((?!https?:)([^)]+)\)/g)].map((match) => match[1] ?? '')
