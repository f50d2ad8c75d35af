#!/usr/bin/env node
// The entry. Linting, which editors and hooks start all day, goes straight to its own bundle;
// everything else, help and mistyped flags among it, goes through oclif.
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { dirname, join } = require('node:path')
const { Script } = require('node:vm')

const dist = join(__dirname, '..', 'dist')

/**
 * Loads the bundle of `lint` by the code cache that was built from it. V8 turns down a cache of another version of itself, but
 * knows the source it was made from by its length alone: so the cache begins with that source, and counts only beside the same.
 */
function loadLint() {
  const filename = join(dist, 'lint.cjs')
  const source = readFileSync(filename)
  const cache = readIfThere(join(dist, 'lint.cache'))
  if (!cache?.subarray(0, source.length).equals(source)) return require(filename)
  const script = new Script(Module.wrap(source.toString('utf8')), { filename, cachedData: cache.subarray(source.length) })
  const bundle = { exports: {} }
  script.runInThisContext()(bundle.exports, Module.createRequire(filename), bundle, filename, dirname(filename))
  return bundle.exports
}

function readIfThere(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Loads a bundle, or says in one line that it cannot: a fault of ours must not look like findings. */
function load(how) {
  try {
    return how()
  } catch (error) {
    const unbuilt = error.code === 'MODULE_NOT_FOUND' || error.code === 'ENOENT'
    process.stderr.write(
      `cuspec: this is a fault of cuspec, not of your spec: ${unbuilt ? 'it is not built; run npm run build' : error.message}\n`,
    )
    process.exit(2)
  }
}

const [command, ...rest] = process.argv.slice(2)
if (command !== 'lint' || !load(loadLint).run(rest)) load(() => require(join(dist, 'cli.cjs'))).run(process.argv.slice(2))
