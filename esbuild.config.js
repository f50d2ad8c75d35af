// Builds what is shipped: schema validators compiled ahead of time, and one CommonJS bundle per entry,
// since Node starts those fastest. Every dynamic import becomes a bundle of its own, read only when it is needed.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Ajv } from 'ajv'
import { _ } from 'ajv/dist/compile/codegen/index.js'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const kinds = {
  Deployment: 'deployment',
  Maximums: 'maximums',
  PriceBook: 'price-book',
  Policy: 'policy',
  Waivers: 'waivers',
  Config: 'config',
}

/**
 * Validators compiled from the schemas: `validators.js` only says whether a Deployment fits, and is small enough for every start;
 * `explainers.js` says of every kind what does not, and is read when something does not, or is of another kind.
 */
async function buildValidators() {
  await compile('validators', { Deployment: 'deployment' }, { allErrors: false, verbose: false }, bare, mute)
  await compile('explainers', kinds, { allErrors: true, verbose: true }, undefined, gather)
}

/** Takes the making of error objects out of generated code, which is most of it; the verdict stays. */
const mute = (code) =>
  [
    [/validate\d+\.errors = \[\{.*?\}\];/g, ''],
    [/vErrors = vErrors === null \? validate\d+\.errors : vErrors\.concat\(validate\d+\.errors\);/g, ''],
    [/errors = vErrors\.length;/g, 'errors++;'],
  ].reduce((text, [pattern, replacement]) => replaced(text, pattern, replacement), code)

/** Adds errors to those there are, where generated code copies them all for each part of a document: quadratic in a hostile one. */
const gather = (code) => {
  const copying = /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g
  return replaced(code, copying, 'if (vErrors === null) vErrors = $1.errors; else for (const error of $1.errors) vErrors.push(error);')
}

/** Replaces what must be there, so that a new version of what made the text is noticed. */
function replaced(text, pattern, replacement) {
  const changed = text.replaceAll(pattern, replacement)
  if (changed === text) throw new Error(`nothing in the generated text is like ${pattern}`)
  return changed
}

/** Imports in place of `require`, so that the code needs no wrapper, which Node would parse twice. */
const modern = (code) =>
  code
    .replaceAll(
      /const (\w+) = require\("([^"]+)"\)\.(\w+);?/g,
      (_, name, from, member) => `import { ${member} as ${name} } from "${from}";`,
    )
    .replaceAll(/^"use strict";/g, '')

/** A schema without the words in it, which no verdict needs. */
function bare(node) {
  if (Array.isArray(node)) return node.map(bare)
  if (typeof node !== 'object' || node === null) return node
  const worded = ([key, value]) => (key === 'title' || key === 'description') && typeof value === 'string'
  return Object.fromEntries(
    Object.entries(node)
      .filter((entry) => !worded(entry))
      .map(([key, value]) => [key, bare(value)]),
  )
}

async function compile(name, kinds, options, prepare = (schema) => schema, finish = (code) => code) {
  // What a string format means is said in `src/source/formats.ts`.
  const placeholder = () => true
  const ajv = new Ajv({
    ...options,
    messages: false,
    discriminator: true,
    ownProperties: true,
    inlineRefs: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: { date: placeholder, expiry: placeholder },
    code: { source: true, esm: true, formats: _`require("./src/source/formats.ts")` },
  })
  const schemas = Object.entries(kinds).map(([kind, file]) => [
    kind,
    prepare(JSON.parse(readFileSync(`schemas/${file}.schema.json`, 'utf8'))),
  ])
  for (const [, schema] of schemas) ajv.addSchema(schema)
  const code = modern(finish(standalone.default(ajv, Object.fromEntries(schemas.map(([kind, schema]) => [kind, schema.$id])))))
  await build({
    stdin: { contents: code, resolveDir: '.', sourcefile: `${name}.cjs` },
    outfile: `src/source/${name}.js`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    logLevel: 'warning',
  })
}

/** Leaves `import('./place/name.ts')` in place as a reference to the bundle `name.cjs`. */
const lazy = {
  name: 'lazy',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : undefined,
    )
  },
}

/** Says of the tags and patterns that js-yaml makes at its start that they have no side effects, so that those it writes YAML with are left out. */
const pure = {
  name: 'pure',
  setup({ onLoad }) {
    onLoad({ filter: /js-yaml\.mjs$/ }, ({ path }) => {
      const contents = replaced(readFileSync(path, 'utf8'), /^(var \w+ = )((?:define\w+Tag|new \w+)\()/gm, '$1/* @__PURE__ */ $2')
      return { contents, loader: 'js' }
    })
  },
}

const shipped = {
  metafile: true,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  // `import()` becomes `require`: the loader of modules takes longer to start than all of cuspec.
  supported: { 'dynamic-import': false },
}

async function buildBundles() {
  rmSync('dist', { recursive: true, force: true })
  const { metafile } = await build({
    ...shipped,
    entryPoints: {
      lint: 'src/commands/lint/run.ts',
      cli: 'src/commands/cli.ts',
      action: 'src/action/run.ts',
      diagnose: 'src/source/diagnose.ts',
      glob: 'src/source/glob.ts',
      ignored: 'src/source/ignored.ts',
      misfit: 'src/source/misfit.ts',
      'license-text': 'src/source/flexlm/license-text.ts',
      observation: 'src/source/observed/observation.ts',
      outlook: 'src/report/outlook.ts',
      forge: 'src/report/forge/forge.ts',
      questions: 'src/commands/init/questions.ts',
      mend: 'src/commands/lint/mend.ts',
      review: 'src/review/review.ts',
      policy: 'src/policy/policy.ts',
      changed: 'src/commands/lint/changed.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [lazy, pure],
  })
  writeFileSync('dist/NOTICES.txt', notices(Object.keys(metafile.inputs)))
}

/**
 * The code cache of the hot bundle, made after a run, so that it holds what a run compiles. `bin/run.js` says how it is read.
 * Made in a process of its own, since the run ends the process.
 */
function buildCache() {
  const make = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const Module = require('node:module')
    const { Script } = require('node:vm')
    const filename = require('node:path').resolve('dist/lint.cjs')
    const source = readFileSync(filename)
    const script = new Script(Module.wrap(source.toString('utf8')), { filename })
    const bundle = { exports: {} }
    script.runInThisContext()(bundle.exports, Module.createRequire(filename), bundle, filename, 'dist')
    process.on('exit', () => writeFileSync('dist/lint.cache', Buffer.concat([source, script.createCachedData()])))
    bundle.exports.run(['examples/clean'])
  `
  execFileSync(process.execPath, ['-e', make], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The licence texts of the packages that are in the bundles, as those licences ask. */
function notices(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))
  // The validators have helpers of ajv in them, bundled beforehand.
  folders.add('node_modules/ajv')
  return [...folders].sort().map(notice).join('\n')
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : 'The package carries no licence text.'}\n\n${'-'.repeat(78)}\n`
}

/** cuspec in one file, for a machine on which nothing can be installed. The licences of what is in it stand at its end. */
async function buildWhole() {
  const { metafile, outputFiles } = await build({
    ...shipped,
    entryPoints: ['src/commands/whole.ts'],
    outfile: 'dist/cuspec.cjs',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [pure],
    write: false,
  })
  const licences = notices(Object.keys(metafile.inputs)).replaceAll('*/', '* /')
  writeFileSync('dist/cuspec.cjs', `${outputFiles[0].text}/*\n${licences}*/\n`, { mode: 0o755 })
}

if (process.argv.includes('--whole')) await buildWhole()
else {
  await buildValidators()
  await buildBundles()
  buildCache()
}
