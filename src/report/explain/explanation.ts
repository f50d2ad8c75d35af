/** What an explanation is: sections of points, each with the documents that say so. */
import type { Confidence } from '../../finding.ts'
import type { Fact, SourceDocument } from '../../knowledge/fact.ts'
import { sourceDocuments } from '../../knowledge/knowledge.ts'

export const kinds = ['rule', 'feature', 'release', 'symptom', 'term', 'fact', 'unknown'] as const
export type Kind = (typeof kinds)[number]

/** A place in a document, and how sure is what it is cited for. */
export interface Reference {
  readonly title: string
  readonly kind: SourceDocument['kind']
  readonly confidence: Confidence
  readonly date?: string
  readonly section?: string
  readonly url?: string
}

export interface Point {
  readonly text: string
  /** The id of the fact that it repeats. */
  readonly fact?: string
  readonly sources?: readonly Reference[]
}

export interface Section {
  /** What it is to a program: `cause`, `fix`. */
  readonly name: string
  readonly title: string
  /** Whether the points are steps, in order. */
  readonly steps?: true
  readonly points: readonly Point[]
}

export interface Explanation {
  readonly sections: readonly Section[]
  /** Ids of rules that have to do with it. */
  readonly rules: readonly string[]
  /** Names of other topics that help to understand it. */
  readonly see: readonly string[]
  /** Markdown that is shown to people in place of the sections. */
  readonly page?: string
}

/** Something that can be asked for. */
export interface Topic {
  /** Its one name, used by no other topic. */
  readonly name: string
  readonly kind: Kind
  /** What it is in a line. */
  readonly title: string
  /** What it says, in a line, where the title alone does not tell. */
  readonly brief?: string
  /** Other names, which topics may share. */
  readonly names: readonly string[]
  /** Common words that name it only where they are written so: `SERVER`. */
  readonly exactly?: readonly string[]
  /** What single words begin with that it stands for. */
  readonly prefixes?: readonly string[]
  /** Text to search for words. */
  readonly about: string
  /** Set where another topic tells the same, so that a search does not find both. */
  readonly told?: true
  explain(): Explanation
}

const documents: ReadonlyMap<string, SourceDocument> = new Map(sourceDocuments.map((source) => [source.id, source]))

/** The documents of a fact, the best first; the section is one of the first. */
export function references({ sources = [], section, confidence }: Partial<Pick<Fact, 'sources' | 'section' | 'confidence'>>): Reference[] {
  return sources.flatMap((id, index) => {
    const source = documents.get(id)
    if (!source || !confidence) return []
    const { title, kind, date, url } = source
    return [{ title, kind, confidence, ...(date && { date }), ...(index === 0 && section && { section }), ...(url && { url }) }]
  })
}

/** A fact as a point. */
export const told = (fact: Fact): Point => ({ text: sentence(fact.says), fact: fact.id, sources: references(fact) })

/** A section, or none where it has no points. */
export const section = (name: string, title: string, points: readonly Point[]): readonly Section[] =>
  points.length > 0 ? [{ name, title, points }] : []

/** Plain points, as of a note. */
export const said = (...texts: readonly (string | undefined)[]): readonly Point[] =>
  texts.filter((text) => text !== undefined).map((text) => ({ text }))

export const span = ({ from, to }: { readonly from: string; readonly to: string }): string => (from === to ? from : `${from} to ${to}`)
export const sentence = (says: string): string => `${capital(says)}.`
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
