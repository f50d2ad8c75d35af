/** Completion as a shell does it: bash itself runs the function that it was given, and says what it would offer. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf, installed } from './program.ts'

const script = cuspec(['completion', 'bash']).stdout

/** What bash offers for a line, as it would be typed, cut into words as bash cuts it. */
function offered(words: readonly string[]): string[] {
  const cwd = folderOf({
    'complete.sh': `${script}\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n_cuspec\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`,
  })
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', 'complete.sh', 'cuspec', ...words], { cwd, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  return stdout.split('\n').filter((line) => line !== '')
}

const commands: string[] = JSON.parse(
  spawnSync(
    process.execPath,
    ['-p', `JSON.stringify(Object.keys(require(${JSON.stringify(join(installed, 'dist', 'cli.cjs'))}).COMMANDS))`],
    {
      encoding: 'utf8',
    },
  ).stdout,
)

describe('bash', () => {
  test('offers every command', () => expect(offered(['']).sort()).toEqual([...commands, 'help'].sort()))
  test('begins with what was typed', () => expect(offered(['ma'])).toEqual(['matrix']))
  test('offers flags, and what they take', () => {
    expect(offered(['lint', '--fail'])).toEqual(['--fail-on'])
    expect(offered(['lint', '--fail-on', ''])).toEqual(['error', 'warning', 'note'])
    expect(offered(['lint', '--fail-on', '=', 'w'])).toEqual(['warning'])
    expect(offered(['lint', '--fail-on', '='])).toEqual(['error', 'warning', 'note'])
    expect(offered(['plan', '--report', 'i'])).toEqual(['ics'])
  })
  test('quotes releases', () => expect(offered(['plan', '--to', '5.'])).toEqual(['5.0\\(1\\)']))
  test('leaves paths to the shell', () => {
    expect(offered(['lint', 'si'])).toEqual([])
    expect(offered(['plan', '--as-of', ''])).toEqual([])
  })
  test('evaluates nothing that was typed', () => {
    expect(offered(['lint', '$(touch /nonexistent/x)'])).toEqual([])
    expect(offered(['$(touch /nonexistent/x)', ''])).toEqual([])
  })
  test('offers topics, kinds of document and shells', () => {
    expect(offered(['explain', 'license-cov'])).toEqual(['license-covers-use'])
    expect(offered(['schema', 'Dep'])).toEqual(['Deployment'])
    expect(offered(['completion', ''])).toEqual(['bash', 'zsh', 'fish'])
  })
})

test('every flag of every command is in all three', () => {
  const page = readdirSync('docs/commands')
    .map((file) => readFileSync(`docs/commands/${file}`, 'utf8'))
    .join('')
  const flags = new Set([...page.matchAll(/^\| `--([a-z-]+)/gm)].map((match) => match[1] ?? ''))
  expect(flags.size).toBeGreaterThan(15)
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = cuspec(['completion', shell]).stdout
    const missing = [...flags].filter((flag) => !text.includes(shell === 'fish' ? `-l ${flag} ` : `--${flag}`))
    expect(missing, shell).toEqual([])
  }
})

test('another shell is refused with those that there are', () => {
  const { status, stderr } = cuspec(['completion', 'nushell'])
  expect(status).toBe(2)
  expect(stderr).toBe('cuspec: no completion is known for nushell; there are bash, zsh, fish\n')
})
