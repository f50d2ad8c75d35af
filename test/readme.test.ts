/** The first screen of the README is true: the spec in it gives the finding in it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { description, version } from '../src/version.ts'

const readme = readFileSync('README.md', 'utf8')

test('the spec gives the finding', () => {
  const spec = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const finding = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const { stdout, status } = spawnSync(process.execPath, ['bin/run.js', 'lint', '-', '--stdin-filename', 'sydney.cuspec.yaml'], {
    input: spec,
    encoding: 'utf8',
  })
  expect(stdout.split('\n')[0]).toBe(finding.trim())
  expect(status).toBe(1)
})

test('the command it gives first ends well', () => {
  const command = /```sh\nnpm ci && node (\S+) (.+)\n```/.exec(readme)
  expect(command).not.toBeNull()
  const { stdout, status } = spawnSync(process.execPath, [command?.[1] ?? '', ...(command?.[2] ?? '').split(' ')], { encoding: 'utf8' })
  expect(stdout).toContain('no findings in 8 files')
  expect(status).toBe(0)
})

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('what %s links to is there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '')
  expect(links.filter((link) => !existsSync(link))).toEqual([])
})

test('the version and the description are those of the package', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version, description })
})
