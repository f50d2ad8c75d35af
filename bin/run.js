#!/usr/bin/env node
// The entry. Linting, which editors and hooks start all day, goes straight to its own bundle;
// everything else, help and mistyped flags among it, goes through oclif.
const [command, ...rest] = process.argv.slice(2)

function load(bundle) {
  try {
    return require(`../dist/${bundle}.cjs`)
  } catch (error) {
    const reason = error.code === 'MODULE_NOT_FOUND' ? 'it is not built; run npm run build' : error.message
    process.stderr.write(`cuspec: this is a fault of cuspec, not of your spec: ${reason}\n`)
    process.exit(2)
  }
}

if (command !== 'lint' || !load('lint').run(rest)) load('cli').run(process.argv.slice(2))
