/** The kinds of document, each with its schema and a shipped example. */
import { readFileSync } from 'node:fs'
import type { Kind, Schema } from './spec.ts'

/** A kind by its name. Its files are called as it is: `PriceBook` is `price-book`. */
export function kindOf(kind: string): Kind {
  const name = kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  const file = `schemas/${name}.schema.json`
  const schema: Schema = JSON.parse(readFileSync(file, 'utf8'))
  const own = { deployment: 'examples/clean/failover-pair.cuspec.yaml', config: 'examples/configured/.cuspec.yaml' }
  const text = readFileSync(Object.entries(own).find(([each]) => each === name)?.[1] ?? `examples/kinds/${name}.cuspec.yaml`, 'utf8')
  return { schema, file, example: text.replace(/^# yaml-language-server:.*\n/, '') }
}
