/** The guides: every command in them is run, in order, on the files that they show; what is printed is what they say. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bash, folderOf } from './commands/program.ts'
import { filesBelow } from './pages/files-below.ts'
import { type Block, blocksOf, exitOf, fits } from './pages/guide.ts'

const files = readdirSync('docs/guide').filter((file) => file.endsWith('.md'))
const guides = files.map((file) => [file, blocksOf(readFileSync(`docs/guide/${file}`, 'utf8'))] as const)
const shown = guides.flatMap(([, blocks]) => blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text] as const])))

test('there is one for each of the three jobs', () => {
  expect(files.sort()).toEqual(['licence-order.md', 'pull-requests.md', 'upgrade.md'])
})

describe.each(guides)('%s', (_, blocks) => {
  test('has commands, and nothing beside them that is not tested', () => {
    expect(blocks.filter(({ language }) => language === 'sh').length).toBeGreaterThan(2)
    const tested = ({ language, file }: Block, index: number): boolean =>
      language === 'sh' || file !== undefined || (language === 'text' && blocks[index - 1]?.language === 'sh')
    expect(blocks.filter((block, index) => !tested(block, index))).toEqual([])
  })

  test('does what it says', () => {
    const used = blocks.some(({ language, text }) => language === 'sh' && text.includes('examples/')) ? filesBelow('examples') : []
    const cwd = folderOf(Object.fromEntries(used.map((file) => [`examples/${file}`, readFileSync(`examples/${file}`)])))
    bash('git init --quiet --template= --initial-branch main', { cwd })
    bash('git config user.name Example && git config user.email voice-team@example.com', { cwd })
    for (const [index, { language, file, text }] of blocks.entries()) {
      if (file !== undefined) bash(`mkdir -p "$(dirname ${file})" && cat > ${file}`, { cwd, input: text })
      if (language !== 'sh') continue
      const { status, stdout } = bash(`exec 2>&1\n${text}`, { cwd })
      expect(status, `${text}\n${stdout}`).toBe(exitOf(text))
      const next = blocks[index + 1]
      if (next?.language === 'text') expect(fits(stdout, next.text), `${text}\nprints\n${stdout}\nand not\n${next.text}`).toBe(true)
    }
  })
})

test('what stands for something else is told apart', () => {
  expect(fits('a\nb\nc\n', 'a\n…\nc')).toBe(true)
  expect(fits('a\nc\n', 'a\n…\nc')).toBe(true)
  expect(fits('a\nb (1)\n', 'a\nb …')).toBe(true)
  expect(fits('a\nb\nc\n', 'a\nc')).toBe(false)
  expect(fits('a\nb\nc\n', 'a\nb')).toBe(false)
  expect(fits('a.c\n', 'a…d')).toBe(false)
})

describe('the files of forges', () => {
  const contentOf = (name: string): unknown => parse(shown.find(([file]) => file === name)?.[1] ?? '')

  test('pre-commit is told of hooks that there are', () => {
    const hooks: { id: string }[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))
    const ids = hooks.map(({ id }) => id)
    const text = readFileSync('docs/guide/pull-requests.md', 'utf8')
    expect(ids.filter((id) => !text.includes(`\`${id}\``))).toEqual([])
    expect(contentOf('.pre-commit-config.yaml')).toMatchObject({ repos: [{ hooks: [{ id: expect.toBeOneOf(ids) }] }] })
  })

  test('GitHub is told of inputs that the action has', () => {
    const { inputs }: { inputs: object } = parse(readFileSync('action.yml', 'utf8'))
    const workflow = shown.find(([file]) => file === '.github/workflows/cuspec.yml')?.[1] ?? ''
    const given = /uses: \S+\/cuspec@\S+\n {8}with:\n((?: {10}\S+: .*\n?)+)/.exec(workflow)?.[1] ?? ''
    const names = [...given.matchAll(/^ +([a-z-]+):/gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !Object.hasOwn(inputs, name ?? ''))).toEqual([])
    expect(contentOf('.github/workflows/cuspec.yml')).toMatchObject({ permissions: { contents: 'read', 'pull-requests': 'write' } })
  })

  test('GitLab is told of inputs that the template has', () => {
    const [head = ''] = readFileSync('.gitlab/cuspec.gitlab-ci.yml', 'utf8').split(/^---$/m)
    const { spec }: { spec: { inputs: object } } = parse(head)
    const { include }: { include: { inputs: object }[] } = parse(shown.find(([file]) => file === '.gitlab-ci.yml')?.[1] ?? '')
    const names = include.flatMap(({ inputs }) => Object.keys(inputs))
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !Object.hasOwn(spec.inputs, name))).toEqual([])
  })
})
