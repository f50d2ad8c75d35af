/** The parts of a fleet. Each knows the document it stands in and its path there, and nothing of lines. */
import type { Path } from '../finding.ts'

export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

/** One YAML document: `number` is its 1-based place in its file. */
export interface SpecDocument {
  readonly file: string
  readonly number: number
}

/** An address: a path within a document. */
export interface Place {
  readonly document: SpecDocument
  readonly path: Path
  /** Where its key is meant and not its value. */
  readonly on?: 'key'
  /** Of the text that stands there, the first character that it is about, and the one after the last. */
  readonly within?: readonly [start: number, end: number]
}

/** A fact that is missing, such as `its licences`, and the name of the part that it is missing of. */
export interface Doubt {
  readonly missing: string
  readonly of: string
  /** A shorter word for it, where a report has no room: several facts may share it. */
  readonly brief?: string
  /** How a user can supply it. */
  readonly remedy?: string
}

/** Something that could not be decided, and where. */
export interface Gap extends Doubt {
  readonly at: Place
}

/** A piece of a document together with its address. `spec` is what was written, as its schema types it. */
export interface Part<Written extends object> extends Place {
  readonly spec: Frozen<Written>
}

type Key<T> = T extends readonly unknown[] ? number : keyof T & string
type Value<T, K> = T extends readonly (infer Item)[] ? Item : K extends keyof T ? NonNullable<T[K]> : never

/** The address of something within a part, such as `at(server, 'users', 'inbox')`. A misspelt key does not compile. */
export function at<W extends object, A extends Key<Frozen<W>>>(part: Part<W>, a: A): Place
export function at<W extends object, A extends Key<Frozen<W>>, B extends Key<Value<Frozen<W>, A>>>(part: Part<W>, a: A, b: B): Place
export function at<
  W extends object,
  A extends Key<Frozen<W>>,
  B extends Key<Value<Frozen<W>, A>>,
  C extends Key<Value<Value<Frozen<W>, A>, B>>,
>(part: Part<W>, a: A, b: B, c: C): Place
export function at({ document, path }: Place, ...keys: (string | number)[]): Place {
  return { document, path: path.concat(keys) }
}
