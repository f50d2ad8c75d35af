// Builds what is shipped: schema validators compiled ahead of time, and one CommonJS bundle per entry,
// since Node starts those fastest. Every dynamic import becomes a bundle of its own, read only when it is needed.
import { readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { Ajv } from 'ajv'
import { _ } from 'ajv/dist/compile/codegen/index.js'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const kinds = { Deployment: 'deployment', Maximums: 'maximums', PriceBook: 'price-book', Policy: 'policy' }

/** One validator a kind of document. What a string format means is said in `src/source/formats.ts`. */
async function buildValidators() {
  const placeholder = () => true
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    ownProperties: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    inlineRefs: false,
    formats: { date: placeholder, expiry: placeholder },
    code: { source: true, lines: true, formats: _`require("./src/source/formats.ts")` },
  })
  const schemas = Object.entries(kinds).map(([kind, name]) => [kind, JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))])
  for (const [, schema] of schemas) ajv.addSchema(schema)
  const code = standalone.default(ajv, Object.fromEntries(schemas.map(([kind, schema]) => [kind, schema.$id])))
  await build({
    stdin: { contents: code, resolveDir: '.', sourcefile: 'validators.cjs' },
    outfile: 'src/source/validators.js',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
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

async function buildBundles() {
  rmSync('dist', { recursive: true, force: true })
  await build({
    entryPoints: { lint: 'src/commands/lint/run.ts', cli: 'src/commands/cli.ts', diagnose: 'src/source/diagnose.ts', glob: 'src/source/glob.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [lazy],
  })
}

await buildValidators()
await buildBundles()
