/** Which packages the code knows, where, and where it touches the world outside. */
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { expect, test } from 'vitest'
import { code, type Import, imports, isOurs, offending, placeOf } from './graph.ts'

/** Packages, and the only place that knows them. */
const packages: Readonly<Record<string, string>> = {
  '@bufbuild/cel': 'policy',
  '@inquirer/prompts': 'commands',
  '@oclif/core': 'commands',
  '@rgrove/parse-xml': 'source',
  ajv: 'source',
  diff: 'report',
  'fastest-levenshtein': 'source',
  fflate: 'report',
  ignore: 'source',
  'js-yaml': 'source',
  picomatch: 'source',
  yalps: 'licensing',
  yaml: 'source',
}

/** Modules of Node that touch the world outside, and where they may. The others compute. */
const outside = /^node:(?:fs|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|cluster|tty|readline|repl|os)(?:\/|$)/
/** In `source`, one file finds specs, one what they name, and one reads bytes. */
const readers = ['source/files.ts', 'source/named.ts', 'source/bytes.ts']
const mayTouch = (file: string): boolean => /^(?:action|commands|lsp)\//.test(file) || readers.includes(file)

const foreign = imports.filter((each) => !isOurs(each))
const isNode = ({ to }: Import): boolean => to.startsWith('node:')

test('modules of Node say so', () => expect(offending(({ to }) => !builtinModules.includes(to), foreign)).toEqual([]))

test('a package is known in one place', () => {
  const { devDependencies }: { devDependencies: object } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(Object.keys(packages).filter((name) => !(name in devDependencies))).toEqual([])
  expect(offending((each) => isNode(each) || packages[each.to] === placeOf(each.from), foreign)).toEqual([])
})

test('input and output are in commands, in the editor server and where files are found', () => {
  expect(offending((each) => !outside.test(each.to) || mayTouch(each.from), foreign.filter(isNode))).toEqual([])
})

test('the network is spoken to by the action alone', () => {
  const speaking = code.filter((file) => /\b(?:fetch|WebSocket|XMLHttpRequest|EventSource)\s*\(/.test(readFileSync(`src/${file}`, 'utf8')))
  expect(speaking).toEqual(['action/api.ts'])
})
