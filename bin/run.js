#!/usr/bin/env node
// The entry. Linting, which editors and hooks start all day, goes straight to its own bundle;
// everything else, help and mistyped flags among it, goes through oclif.
const [command, ...rest] = process.argv.slice(2)
if (command !== 'lint' || !require('../dist/lint.cjs').run(rest)) require('../dist/cli.cjs').run(process.argv.slice(2))
