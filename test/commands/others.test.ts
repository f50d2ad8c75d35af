/** The commands beside `lint`, and help. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { meanings } from '../../src/report/text.ts'
import { rules } from '../../src/rules/index.ts'
import { version } from '../../src/version.ts'
import { cuspec, installed } from './program.ts'

/** What a command prints that must do well and say nothing else. */
function printed(...args: string[]): string {
  const { status, stdout, stderr } = cuspec(args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/\S\n\n?$/)
  return stdout
}

test('rules lists every rule on a line of its own', () => {
  const lines = printed('rules').trimEnd().split('\n')
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual(rules.map(({ id, severity, title }) => [id, severity, title]))
  expect(new Set(lines.map((line) => line.search(/ (error|warning|note) /))).size).toBe(1)
})

test('rules --json', () => {
  const data: unknown = JSON.parse(printed('rules', '--json'))
  expect(data).toEqual({
    formatVersion: '1',
    rules: rules.map(({ id, title, severity, consequence, rationale, cites }) => ({
      id,
      title,
      severity,
      ...(consequence && { consequence }),
      rationale,
      cites,
    })),
  })
})

test.each(rules.map(({ id }) => id))('explain %s', (id) => {
  const rule = rules.find((each) => each.id === id)
  const text = printed('explain', id)
  const words = text.replaceAll(/\s+/g, ' ')
  expect(text.split('\n').slice(0, 3)).toEqual([`## ${id}`, '', expect.any(String)])
  expect(words).toContain(`${rule?.title}.`)
  expect(words).toContain(rule?.rationale.replaceAll(/\s+/g, ' '))
  if (rule?.consequence) expect(text).toContain(meanings[rule.consequence])
  for (const example of [...(rule?.good ?? []), ...(rule?.bad ?? [])]) expect(text).toContain(example.trim())
})

describe('schema', () => {
  const kinds = {
    Deployment: 'deployment',
    Maximums: 'maximums',
    PriceBook: 'price-book',
    Policy: 'policy',
    Waivers: 'waivers',
    Config: 'config',
    report: 'report',
    baseline: 'baseline',
    explanation: 'explanation',
    licenses: 'licenses',
    order: 'order',
    verification: 'verification',
    matrix: 'matrix',
    plan: 'plan',
    diff: 'diff',
    settings: 'settings',
    spec: 'spec',
    test: 'test',
  }

  test.each(Object.entries(kinds))('%s', (kind, file) => {
    const expected: unknown = JSON.parse(readFileSync(`schemas/${file}.schema.json`, 'utf8'))
    for (const word of [kind, kind.toLowerCase(), kind.toUpperCase(), file]) expect(JSON.parse(printed('schema', word))).toEqual(expected)
  })

  test('knows every public one', () => {
    expect(Object.values(kinds).sort()).toEqual(
      readdirSync('schemas')
        .filter((name) => name.endsWith('.schema.json'))
        .map((name) => name.replace('.schema.json', ''))
        .sort(),
    )
  })
})

test('--version', () => {
  expect(printed('--version')).toMatch(new RegExp(`^cuspec/${version} \\S+ node-${process.version}\\n$`))
  expect(printed('-v')).toBe(printed('--version'))
})

test('help names every command', () => {
  const help = printed('--help')
  for (const command of ['lint', 'baseline', 'rules', 'explain', 'licenses', 'matrix', 'order', 'plan', 'schema'])
    expect(help).toMatch(new RegExp(`^ {2}${command} +\\S`, 'm'))
  for (const way of [[], ['help'], ['-h']]) expect(printed(...way)).toBe(help)
})

test.each(['lint', 'baseline', 'rules', 'explain', 'licenses', 'order', 'schema'])('help %s', (command) => {
  const help = printed('help', command)
  expect(help).toContain(`$ cuspec ${command}`)
  for (const flag of ['--help', '-h']) expect(printed(command, flag)).toBe(help)
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('help lint tells flags, paths and exit codes', () => {
  const help = printed('help', 'lint')
  for (const flag of ['--report', '--fail-on', '--stdin-filename', '--as-of', '--color'])
    expect(help).toMatch(new RegExp(`^ {2}${flag}=`, 'm'))
  expect(help.replaceAll(/\s+/g, ' ')).toContain('Exit codes: 0 clean, 1 findings at or above --fail-on, 2 the job could not be done.')
})

test('the examples in the help are understood', () => {
  const examples = [...printed('help', 'lint').matchAll(/^ {2}\$ cuspec (lint(?: \S+)*)$/gm)]
    .map((match) => match[1] ?? '')
    .filter((line) => !line.includes('['))
  expect(examples.length).toBeGreaterThan(3)
  for (const line of examples) {
    const { stderr } = cuspec(line.split(' '), { cwd: `${installed}/path`, input: '' })
    expect(stderr).not.toMatch(/flag|--/)
  }
})
