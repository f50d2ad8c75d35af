/** Where something stands in a spec, as people write it. */
import type { Location } from '../finding.ts'
import type { Place } from '../model/part.ts'

export type Where = (place: Place) => Location

/** `sydney.cuspec.yaml:24`. */
export function address(place: Place, where: Where): string {
  const { file, range } = where(place)
  return `${file}:${range.start.line}`
}

/** The same for programs, as the definition `place` of the schemas has it. */
export function placeJson(place: Place, where: Where): Location {
  const { file, document, path, range } = where(place)
  return { file, document, path, range }
}
