/**
 * The GitHub Action as a runner starts it: inputs and event in its environment, and a server that answers as GitHub's API does
 * (docs.github.com, REST, "Issue comments" and "Code scanning").
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderOf, installed } from './program.ts'
import { changed, commit, git, repositoryOf, sydney } from './repository.ts'

const broken = `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: x }
servers:
  - { name: A, version: 4.0(5), ports: [{ count: 96, does: [answer] }], licenses: [] }
`
const clean = `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: x }
servers:
  - { name: A, version: 4.0(5) }
`
const marker = '<!-- cuspec cuspec -->'

interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string }
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly body: Record<string, unknown>
}

/** What the server is to answer with instead, and what it was asked. */
interface Forge {
  readonly url: string
  readonly comments: Comment[]
  readonly asked: Asked[]
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A server with these comments. `status` of a method in `refusing` is answered in place of what was asked, so many times. */
async function forge(comments: Comment[] = [], refusing: Readonly<Record<string, { status: number; times: number }>> = {}): Promise<Forge> {
  const asked: Asked[] = []
  const left = new Map(Object.entries(refusing).map(([method, { times }]) => [method, times]))
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url: path = '' } = request
      const text = Buffer.concat(parts).toString()
      const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
      asked.push({ method, path, body })
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' }).end(JSON.stringify(value))
      }
      const times = left.get(method) ?? 0
      if (request.headers.authorization !== 'Bearer secret') return answer(401, { message: 'Bad credentials' })
      if (path === '/user') return answer(403, { message: 'Resource not accessible by integration' })
      if (times > 0) {
        left.set(method, times - 1)
        return answer(refusing[method]?.status ?? 500, { message: 'Resource not accessible by integration' })
      }
      const page = /^\/repos\/org\/fleet\/issues\/7\/comments\?per_page=(\d+)&page=(\d+)$/.exec(path)
      if (method === 'GET' && page) {
        const size = Number(page[1])
        const from = (Number(page[2]) - 1) * size
        return answer(200, comments.slice(from, from + size))
      }
      if (method === 'POST' && path === '/repos/org/fleet/issues/7/comments') {
        comments.push({ id: comments.length + 1, body: String(body.body), user: { login: 'github-actions[bot]' } })
        return answer(201, {})
      }
      const one = /^\/repos\/org\/fleet\/issues\/comments\/(\d+)$/.exec(path)
      const comment = comments.find(({ id }) => id === Number(one?.[1]))
      if (method === 'PATCH' && comment) {
        comment.body = String(body.body)
        return answer(200, {})
      }
      if (method === 'POST' && path === '/repos/org/fleet/code-scanning/sarifs') return answer(202, { id: 'x' })
      return answer(404, { message: 'Not Found' })
    })
  })
  servers.push(server)
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return { url: `http://127.0.0.1:${port}`, comments, asked }
}

interface Ran {
  readonly status: number | null
  readonly log: string
  readonly outputs: string
  readonly summary: string
}

/** A checkout of a pull request, the commit in it, and the one that it goes into. */
interface Checkout {
  readonly folder: string
  readonly sha: string
  readonly base: string
}

/** Starts what `action.yml` names, with its defaults, on a spec or in a checkout. */
async function action(
  spec: string | Checkout | undefined,
  url: string,
  inputs: Readonly<Record<string, string>> = {},
  pull = true,
): Promise<Ran> {
  const manifest: { inputs: Record<string, { default?: string }>; runs: { main: string } } = parse(readFileSync('action.yml', 'utf8'))
  const checkout = typeof spec === 'object' ? spec : undefined
  const base = checkout?.base ?? '0'.repeat(40)
  const runner = folderOf({
    ...(typeof spec === 'string' && { 'x.cuspec.yaml': spec }),
    'runner/event.json': JSON.stringify(pull ? { pull_request: { number: 7, base: { sha: base } } } : {}),
    'runner/output': '',
    'runner/summary': 'of the step before\n',
    '.git/HEAD': '',
  })
  const given = {
    ...Object.fromEntries(Object.entries(manifest.inputs).map(([name, { default: value = '' }]) => [name, value])),
    changed: checkout ? 'true' : 'false',
    token: 'secret',
    ...inputs,
  }
  const env = {
    PATH: process.env.PATH ?? '',
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: 'org/fleet',
    GITHUB_SHA: checkout?.sha ?? '1'.repeat(40),
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_EVENT_PATH: join(runner, 'runner/event.json'),
    GITHUB_OUTPUT: join(runner, 'runner/output'),
    GITHUB_STEP_SUMMARY: join(runner, 'runner/summary'),
    RUNNER_TEMP: join(runner, 'runner'),
  }
  const child = spawn(process.execPath, [join(installed, manifest.runs.main)], { cwd: checkout?.folder ?? runner, env })
  let log = ''
  child.stdout.on('data', (part: Buffer) => {
    log += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    log += part.toString()
  })
  const status = await new Promise<number | null>((done) => child.on('close', done))
  return {
    status,
    log,
    outputs: readFileSync(join(runner, 'runner/output'), 'utf8'),
    summary: readFileSync(join(runner, 'runner/summary'), 'utf8'),
  }
}

const calls = ({ asked }: Forge): string[] => asked.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)

describe('a pull request with findings', () => {
  test('is annotated, summed up, and has one comment; the job fails', async () => {
    const hub = await forge()
    const { status, log, outputs, summary } = await action(broken, hub.url)
    expect(status).toBe(1)
    expect(log).toMatch(/^::error file=x\.cuspec\.yaml,line=5,/m)
    expect(log).toContain('cuspec: a comment was written')
    expect(outputs).toMatch(/^errors=1\nwarnings=1\nnotes=0\nexit-code=1\nsarif-file=.+cuspec\.sarif\n$/)
    expect(summary).toMatch(/^of the step before\n## cuspec: /)
    expect(hub.comments).toHaveLength(1)
    expect(hub.comments[0]?.body).toMatch(new RegExp(`^${marker}\n## cuspec: \\d+ error`))
  })

  test('the comment of last time is changed, not written again; one that says so already is left', async () => {
    const hub = await forge([{ id: 5, body: `${marker}\nold`, user: { login: 'github-actions[bot]' } }])
    await action(broken, hub.url)
    expect(hub.comments).toHaveLength(1)
    expect(hub.comments[0]?.body).not.toContain('old')
    const { log } = await action(broken, hub.url)
    expect(log).toContain('the comment says so already')
    expect(calls(hub).filter((call) => call.startsWith('PATCH'))).toHaveLength(1)
  })

  test('it is found among hundreds, and one that somebody else wrote with the marker is left alone', async () => {
    const others = Array.from({ length: 230 }, (_, index) => ({ id: index + 10, body: 'x', user: { login: 'someone' } }))
    const forged = { id: 1, body: `${marker}\nmine`, user: { login: 'mallory' } }
    const hub = await forge([forged, ...others, { id: 999, body: `${marker}\nold`, user: { login: 'github-actions[bot]' } }])
    await action(broken, hub.url)
    expect(hub.comments).toHaveLength(232)
    expect(forged.body).toBe(`${marker}\nmine`)
    expect(hub.comments.find(({ id }) => id === 999)?.body).toContain('## cuspec')
  })

  test('another category has another comment', async () => {
    const hub = await forge([{ id: 5, body: `${marker}\nold`, user: { login: 'github-actions[bot]' } }])
    await action(broken, hub.url, { category: 'sydney' })
    expect(hub.comments.map(({ body }) => body.split('\n')[0])).toEqual([marker, '<!-- cuspec sydney -->'])
  })
})

describe('a pull request as actions/checkout leaves it: the merge that GitHub made, one commit deep, of a bare repository', () => {
  const name = 'sydney.cuspec.yaml'

  /** `asHead` checks out the branch itself, as a workflow may ask. */
  function checkout(head: Parameters<typeof commit>[1], asHead = false): Checkout {
    const work = repositoryOf({ [name]: sydney, 'old.cuspec.yaml': broken })
    git(work, 'checkout', '-q', '-b', 'topic')
    const tip = commit(work, head)
    git(work, 'checkout', '-q', 'main')
    const base = commit(work, { 'README.md': 'meanwhile\n' })
    git(work, 'merge', '-q', '--no-ff', '-m', 'merge', 'topic')
    const sha = git(work, 'rev-parse', 'HEAD')
    git(work, 'update-ref', 'refs/pull/7/merge', sha)
    git(work, 'update-ref', 'refs/pull/7/head', tip)
    git(work, 'reset', '-q', '--hard', base)
    const bare = join(folderOf({}), 'origin.git')
    git(work, 'clone', '-q', '--mirror', `file://${work}`, bare)
    const folder = folderOf({})
    git(folder, 'init', '-q')
    git(folder, 'remote', 'add', 'origin', `file://${bare}`)
    git(folder, 'fetch', '-q', '--no-tags', '--depth=1', 'origin', `+${asHead ? tip : sha}:refs/remotes/pull/7/merge`)
    git(folder, 'checkout', '-q', '--detach', 'refs/remotes/pull/7/merge')
    return { folder, sha, base }
  }
  const head = {
    [name]: changed(
      sydney,
      ['02-0B-CD-11-22-35', '02-0B-CD-11-22-36'],
      ['count: 28', 'count: 36'],
      ['servers:', '# cuspec-ignore-file license-covers-use: on order\nservers:'],
    ),
    '.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Config\nseverities: { ports-within-maximum: off }\n',
  }

  test('is told what it did, and what it hides: one comment for findings, waivers, settings, licences and hosts', async () => {
    const hub = await forge()
    const { status, log } = await action(checkout(head), hub.url)
    expect(log).not.toContain('::warning::')
    const body = hub.comments[0]?.body ?? ''
    expect(hub.comments).toHaveLength(1)
    expect(body).toMatch(new RegExp(`^${marker}\n## cuspec: `))
    // The spec with errors was there before.
    expect(body).not.toContain('old.cuspec.yaml')
    for (const words of [
      'Beside the findings',
      'Settings that the change changes itself',
      'Waived by this change',
      'on order',
      '020BCD112235 → 020BCD112236',
      '8 voice ports more to order',
    ])
      expect(body).toContain(words)
    expect(body.match(/<!-- cuspec/g)).toHaveLength(1)
    expect(body).not.toMatch(/^# /m)
    expect(body.length).toBeLessThan(65_536)
    expect(status).toBe(1)
  })

  test('that does nothing of the kind gets no comment', async () => {
    const hub = await forge()
    const { status, log } = await action(checkout({ 'notes.txt': 'x\n' }), hub.url)
    expect({ status, comments: hub.comments }).toEqual({ status: 0, comments: [] })
    expect(log).toContain('there is nothing to say')
  })

  test('and only waives a finding is not passed over in silence', async () => {
    const hub = await forge()
    const waived = broken.replace('servers:', '# cuspec-ignore-file ports-within-maximum: a laboratory\nservers:')
    await action(checkout({ 'old.cuspec.yaml': waived }), hub.url)
    expect(hub.comments[0]?.body).toContain('Waived by this change')
  })

  test('with more findings than a comment takes keeps what stands beside them', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [
        `s${index}.cuspec.yaml`,
        broken.replace('name: A,', `name: S${index}-${'X'.repeat(50)},`).replace('name: x', `name: x${index}`),
      ]),
    )
    const hub = await forge()
    await action(checkout({ ...head, ...many }), hub.url)
    const body = hub.comments[0]?.body ?? ''
    expect(body.length).toBeLessThan(65_536)
    expect(body).toContain('The findings do not fit here')
    expect(body).toContain('020BCD112235 → 020BCD112236')
  })

  test('of the branch itself is compared with where it left the commit that the event names', async () => {
    const hub = await forge()
    const { status, log } = await action(checkout(head, true), hub.url)
    expect(status, log).toBe(1)
    expect(hub.comments[0]?.body).toContain('020BCD112235 → 020BCD112236')
    expect(hub.comments[0]?.body).not.toContain('old.cuspec.yaml')
  })

  test('of which the base is gone is told with all findings, and why', async () => {
    const hub = await forge()
    const { status, log } = await action({ ...checkout(head, true), base: '2'.repeat(40) }, hub.url)
    expect(log).toMatch(/^::warning::the commit 2{40}, .*fetch-depth: 0/m)
    expect(status).toBe(1)
    expect(hub.comments[0]?.body).toContain('old.cuspec.yaml')
  })
})

describe('a pull request without findings', () => {
  test('gets no comment', async () => {
    const hub = await forge()
    const { status, log } = await action(clean, hub.url)
    expect([status, hub.comments]).toEqual([0, []])
    expect(log).toContain('there is nothing to say')
  })

  test('but the comment of last time is brought up to date', async () => {
    const hub = await forge([{ id: 5, body: `${marker}\nold`, user: { login: 'github-actions[bot]' } }])
    await action(clean, hub.url)
    expect(hub.comments[0]?.body).toContain('## cuspec: no findings')
  })
})

describe('code scanning', () => {
  test('gets the findings, compressed, under the category', async () => {
    const hub = await forge()
    await action(broken, hub.url, { sarif: 'true', comment: 'false' })
    const upload = hub.asked.find(({ path }) => path.endsWith('/sarifs'))
    expect(upload?.body).toMatchObject({ commit_sha: '1'.repeat(40), ref: 'refs/pull/7/merge' })
    const log = JSON.parse(gunzipSync(Buffer.from(String(upload?.body.sarif), 'base64')).toString())
    expect(log.runs[0].automationDetails).toEqual({ id: 'cuspec/' })
    expect(log.runs[0].results.length).toBeGreaterThan(0)
    expect(calls(hub)).toEqual(['POST /repos/org/fleet/code-scanning/sarifs'])
  })
})

test('what is suppressed is not uploaded, since an alert would be opened for it', async () => {
  const hub = await forge()
  await action(broken.replace('servers:', '# cuspec-ignore-file ports-within-maximum: a laboratory\nservers:'), hub.url, { sarif: 'true' })
  const upload = hub.asked.find(({ path }) => path.endsWith('/sarifs'))
  const [run] = JSON.parse(gunzipSync(Buffer.from(String(upload?.body.sarif), 'base64')).toString()).runs
  expect(run.results.length).toBeGreaterThan(0)
  expect(JSON.stringify(run.results)).not.toContain('ports-within-maximum')
  expect(run.results.some((each: { suppressions?: unknown[] }) => each.suppressions !== undefined && each.suppressions.length > 0)).toBe(
    false,
  )
})

describe('trouble with GitHub does not change what the findings say', () => {
  test('a token that may only read, as of a fork', async () => {
    const hub = await forge([], { POST: { status: 403, times: 9 } })
    const { status, log } = await action(broken, hub.url)
    expect(status).toBe(1)
    expect(log).toContain(
      '::warning::the comment could not be written (403: Resource not accessible by integration); the token of a pull request from a fork may only read',
    )
  })

  test('a server that fails twice is asked again', async () => {
    const hub = await forge([], { POST: { status: 502, times: 2 } })
    await action(broken, hub.url)
    expect(hub.comments).toHaveLength(1)
  })

  test('no server, and no token', async () => {
    const { status, log } = await action(broken, 'http://127.0.0.1:9')
    expect(status).toBe(1)
    expect(log).toMatch(/^::warning::/m)
    expect((await action(broken, 'http://127.0.0.1:9', { token: '' })).log).toContain('the input token is empty')
  })
})

describe('a workflow that asks for what cannot be', () => {
  test.each([
    [{ comment: 'maybe' }, 'the input comment takes true or false, not maybe'],
    [{ category: 'a b-->' }, 'the input category takes letters'],
    [{ paths: 'nowhere.yaml' }, 'cuspec lint could not be done'],
  ])('%j', async (inputs, message) => {
    const hub = await forge()
    const { status, log } = await action(clean, hub.url, inputs)
    expect(status).toBe(2)
    expect(log).toMatch(/^::error::/m)
    expect(log).toContain(message)
    expect(hub.comments).toEqual([])
  })

  test('outside of a pull request nothing is commented', async () => {
    const hub = await forge()
    const { status } = await action(broken, hub.url, { paths: 'x.cuspec.yaml\n' }, false)
    expect([status, hub.asked]).toEqual([1, []])
  })
})
