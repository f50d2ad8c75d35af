/** cuspec keeps to itself: no network, nothing written that was not asked for, nothing read but what it ships with. */
import { cpSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { increment } from '../source/licenses.ts'
import { bash, cuspec, folderOf, installed, spec, unknown, works } from './program.ts'

const lines = [
  'lint',
  'lint "**/*.yaml" --report json',
  'lint --bogus',
  'rules',
  'explain schema',
  'schema Deployment',
  'licenses a.lic --as-of 2007-03-01',
  '--help',
  'help lint',
  '--version',
  'lnt',
]

/** Every file below a folder with its size and times, so that any change shows. */
function tree(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs, ctimeMs, mode } = lstatSync(join(folder, name))
      return `${name} ${size} ${mtimeMs} ${ctimeMs} ${mode}`
    })
}

function place(): { readonly cwd: string; readonly env: Readonly<Record<string, string>> } {
  const cwd = folderOf({
    'a.cuspec.yaml': spec('A1', unknown),
    'sub/b.yaml': 'a: b\n',
    'a.lic': increment('LicVoicePortsMax', 8),
    'home/.keep': '',
    'tmp/.keep': '',
  })
  mkdirSync(join(cwd, '.git'))
  symlinkSync('a.cuspec.yaml', join(cwd, 'link.yaml'))
  return {
    cwd,
    env: { HOME: join(cwd, 'home'), TMPDIR: join(cwd, 'tmp'), XDG_CACHE_HOME: join(cwd, 'home'), XDG_DATA_HOME: join(cwd, 'home') },
  }
}

test.each(lines)('nothing is written by cuspec %s', (line) => {
  const options = place()
  const before = [tree(options.cwd), tree(installed)]
  bash(`cuspec ${line}`, options)
  expect([tree(options.cwd), tree(installed)]).toEqual(before)
})

test('a report into a file adds that file alone', () => {
  const options = place()
  const before = readdirSync(options.cwd, { recursive: true, encoding: 'utf8' })
  expect(cuspec(['lint', '--report', 'json=sub/out.json'], options).status).toBe(1)
  expect(readdirSync(options.cwd, { recursive: true, encoding: 'utf8' }).sort()).toEqual([...before, 'sub/out.json'].sort())
})

test.skipIf(!works('unshare -rn true')).each(lines)('no network is needed by cuspec %s', (line) => {
  const options = place()
  expect(bash(`unshare -rn "$(command -v cuspec)" ${line}`, options)).toEqual(bash(`cuspec ${line}`, options))
})

// Asking who the user is may look for a name service on this machine.
test.skipIf(!works('strace -f true'))('no socket is opened, and no file but standard output is written to', () => {
  for (const line of lines) {
    const options = place()
    const trace = `strace -f -qq -o trace.txt -e trace=socket,connect,openat,open,creat,mkdir,rename,unlink,execve cuspec ${line} > /dev/null 2>&1; cat trace.txt`
    const calls = bash(trace, options).stdout.split('\n')
    expect(calls.some((call) => call.includes('run.js'))).toBe(true)
    expect(calls.filter((call) => !call.includes('AF_UNIX') && /\b(socket|connect|creat|mkdir|rename|unlink)\(/.test(call))).toEqual([])
    expect(calls.filter((call) => /O_WRONLY|O_RDWR|O_CREAT/.test(call) && !/"\/dev\/(null|tty)"/.test(call))).toEqual([])
    expect(calls.filter((call) => call.includes('execve(') && !/run\.js|cuspec|node/.test(call))).toEqual([])
  }
})

test('nothing in the checked tree is run', () => {
  const bomb = `require('node:fs').writeFileSync('bitten', '')`
  const cwd = folderOf({
    'a.cuspec.yaml': spec('A1'),
    'package.json': JSON.stringify({
      name: 'x',
      oclif: { commands: './c', hooks: { init: './hook.js' }, plugins: ['./p'] },
      bin: { cuspec: './hook.js' },
    }),
    'hook.js': bomb,
    'c/lint.js': bomb,
    '.cuspecrc.js': bomb,
    'cuspec.config.js': bomb,
    'node_modules/@oclif/plugin-help/index.js': bomb,
    'node_modules/yaml/index.js': bomb,
  })
  const before = tree(cwd)
  for (const line of lines) bash(`cuspec ${line}`, { cwd })
  expect(tree(cwd)).toEqual(before)
})

test('it works wherever it is installed, beside nothing', () => {
  const elsewhere = folderOf({ 'a.cuspec.yaml': spec('A1') })
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(installed, part), join(elsewhere, 'ünï code $dir', part), { recursive: true })
  for (const line of lines) {
    const { status, stdout } = bash(`node 'ünï code $dir/bin/run.js' ${line}`, { cwd: elsewhere })
    expect({ line, status, stdout }).toEqual({ line, ...bash(`cuspec ${line}`, { cwd: elsewhere }), stderr: undefined })
  }
})
