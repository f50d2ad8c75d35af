// What npm runs once cuspec is there from git: the build. `npm install -g` of a git address, as hooks are installed, leaves out
// what the build takes, since npm hands its own --global on to the install within; so that is made good first.
const { execFileSync } = require('node:child_process')

const npm = (...args) => {
  const env = { ...process.env, npm_config_global: 'false' }
  delete env.npm_config_prefix
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
}

try {
  require.resolve('esbuild')
} catch {
  npm('ci', '--ignore-scripts', '--include=dev')
}
npm('run', 'build')
