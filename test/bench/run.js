// Prints, side by side in one run and as ratios, what starting and linting costs. Needs hyperfine (Debian: hyperfine).
// CUSPEC_BENCH_PEER is a command to run beside it on the same files, such as an ajv-cli call that ends in a glob: {} is the folder.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeCorpus, writePools } from './corpus.js'

// Certificates that Node reads at its start would flatter every ratio.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
const node = process.execPath
const cuspec = `${node} bin/run.js`
const folder = mkdtempSync(join(tmpdir(), 'cuspec-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Median seconds of each command, run in turn by hyperfine without a shell; `more` is more of its options. */
function race(runs, commands, more = []) {
  const report = join(folder, 'report.json')
  const names = Object.keys(commands).flatMap((name) => ['--command-name', name])
  const args = [
    '-N',
    ...more,
    '--warmup',
    '1',
    '--runs',
    String(runs),
    '--style',
    'none',
    '--export-json',
    report,
    ...names,
    ...Object.values(commands),
  ]
  execFileSync('hyperfine', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return JSON.parse(readFileSync(report, 'utf8')).results.map(({ command, median }) => ({ command, median }))
}

/** Peak memory of a command in MiB, as the kernel saw it. */
function peak(command) {
  const { stderr } = spawnSync('/usr/bin/time', ['-v', ...command.split(' ')], { env, encoding: 'utf8' })
  const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1]
  return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MiB` : '?'
}

function table(title, base, rows) {
  console.log(`\n${title}`)
  const floor = rows.find(({ command }) => command === base)?.median ?? Number.NaN
  for (const { command, median } of rows) {
    console.log(`  ${command.padEnd(34)} ${(median * 1000).toFixed(0).padStart(6)} ms  ${(median / floor).toFixed(2).padStart(7)} x`)
  }
}

const example = 'examples/clean/failover-pair.cuspec.yaml'
table(
  'Start, against node -e 0',
  'node -e 0',
  race(40, {
    'node -e 0': `${node} -e 0`,
    'cuspec --version': `${cuspec} --version`,
    'cuspec lint, one example': `${cuspec} lint ${example}`,
  }),
)

for (const count of [1000, 10000]) {
  const corpus = join(folder, String(count))
  const bytes = writeCorpus(corpus, count)
  const commands = {
    'only reading them': `${node} test/bench/read.js ${corpus}`,
    [`cuspec lint, ${count} specs`]: `${cuspec} lint ${corpus}`,
  }
  if (process.env.CUSPEC_BENCH_PEER) commands.peer = process.env.CUSPEC_BENCH_PEER.replaceAll('{}', corpus)
  table(
    `${count} specs, ${(bytes / 1e6).toFixed(1)} MB, against only reading them`,
    'only reading them',
    race(count > 1000 ? 5 : 10, commands),
  )
  console.log(`  peak memory of cuspec lint: ${peak(`${cuspec} lint ${corpus}`)}`)
}

const pooled = join(folder, 'pools')
writePools(pooled)
const lintPools = 'cuspec lint, the same'
const orders = { [lintPools]: `${cuspec} lint ${pooled}` }
for (const format of ['csv', 'text', 'json'])
  orders[`cuspec order --report ${format}`] = `${cuspec} order ${pooled} --report ${format}=${join(folder, 'order')}`
table('An order for 10,000 servers in 200 pools, against linting them', lintPools, race(2, orders, ['--ignore-failure']))
for (const [name, command] of Object.entries(orders).slice(1)) console.log(`  peak memory of ${name}: ${peak(command)}`)
