/** cuspec in one file, which needs nothing beside it but Node: `npm run bundle` makes it. */
import { basename } from 'node:path'
import { description, version } from '../version.ts'
import { run as runOther } from './cli.ts'
import { run as runLint } from './lint/run.ts'

export { COMMANDS } from './cli.ts'

/** What oclif would read in the `package.json` beside it: its commands are in this very file. */
const pjson = {
  name: 'cuspec',
  version,
  description,
  oclif: { bin: 'cuspec', commands: { strategy: 'explicit', target: `./${basename(__filename)}`, identifier: 'COMMANDS' } },
} as const

const [command, ...rest] = process.argv.slice(2)
if (command !== 'lint' || !runLint(rest)) runOther(process.argv.slice(2), { root: __dirname, pjson })
