/** The page of effective licences, `avxml/effectivelicense.asp`: XML that lists a tag for everything licensed, and for what is in use. */
import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml'
import type { Fault } from '../fault.ts'
import { limits } from '../limits.ts'
import type { Reading } from './observation.ts'

export const rootTag = 'AvXmlLicData'
const sections = ['Licenses', 'Utilization']

interface Page {
  readonly readings: readonly Reading[]
  readonly faults: readonly Fault[]
}

// The page may begin with an empty line or one of a single character, which XML does not allow.
const stray = /^\s*(?:[^\s<]\s+)?/

/** Reads the tags of a page. What keeps it from being read is a fault. */
export function readPage(text: string): Page {
  const refusal = refuse(text)
  if (refusal) return { readings: [], faults: [refusal] }
  const base = stray.exec(text)?.[0].length ?? 0
  // Neither changes an offset: the parser counts a pair of surrogates as one, and takes quadratic time over carriage returns.
  const safe = text
    .slice(base)
    .replace(/[\uD800-\uDFFF]/g, '\uFFFD')
    .replaceAll('\r', ' ')
  try {
    const { root } = parseXml(safe, { includeOffsets: true })
    return root ? readRoot(root, text, base) : { readings: [], faults: [] }
  } catch (error) {
    const at = base + (error instanceof XmlError ? error.pos : 0)
    const why = error instanceof Error ? (error.message.split(/ \(line \d|\n/)[0] ?? '') : String(error)
    const message = `the page is not XML as it should be: ${why.charAt(0).toLowerCase()}${why.slice(1)}`
    return { readings: [], faults: [{ start: at, end: Math.min(at + 1, text.length), message }] }
  }
}

/** What the parser must not see: it recurses with every tag, and reads over a document type as if it were not there. */
function refuse(text: string): Fault | undefined {
  if (text.length > limits.page)
    return { start: 0, end: 1, message: `the page is longer than ${limits.page} characters; a server's has a few thousand` }
  const type = text.indexOf('<!DOCTYPE')
  if (type >= 0) return { start: type, end: type + 9, message: "a document type is declared here; a server's page has none" }
  let tags = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (++tags > limits.tags)
      return { start: at, end: at + 1, message: `the page has more than ${limits.tags} tags; a server's has some forty` }
  }
  return undefined
}

function readRoot(root: XmlElement, text: string, base: number): Page {
  const readings: Reading[] = []
  const faults: Fault[] = []
  const parts = elementsIn(root).filter(({ name }) => sections.includes(name))
  if (!parts.some((part) => part.name === 'Licenses' && elementsIn(part).length > 0)) {
    const start = base + root.start
    faults.push({
      start,
      end: start + root.name.length + 1,
      message: `\`${root.name}\` has no tags under \`Licenses\`, so the page does not say what is licensed`,
    })
  }
  for (const element of parts.flatMap(elementsIn)) {
    const { name } = element
    const nameFrom = base + element.start + 1
    const end = nameFrom + name.length
    if (elementsIn(element).length > 0) {
      if (faults.length < limits.faults)
        faults.push({ start: nameFrom, end, message: `\`${name}\` holds other tags, but a value was expected` })
      continue
    }
    const content = element.children.find((child) => child instanceof XmlText)
    const written = content ? text.slice(base + content.start, base + content.end) : ''
    const from = content ? base + content.start + written.length - written.trimStart().length : end
    readings.push({ name, value: element.text.trim(), at: [from, from + written.trim().length], nameAt: [nameFrom, end] })
  }
  return { readings, faults }
}

const elementsIn = ({ children }: XmlElement): XmlElement[] => children.filter((child) => child instanceof XmlElement)
