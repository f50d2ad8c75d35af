/** The name that this tool goes by, in words. A test holds it to `package.json`. */
export const description =
  'Checks Cisco Unity voice-mail deployments, kept as YAML, against what was published about capacity and licensing.'

/** The version of this tool. The same test holds it to `package.json`. */
export const version = '0.1.0'
