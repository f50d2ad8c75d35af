/** What the operating system says when it refuses, in words. */

/** The code of an error, such as `ENOENT`; for anything else that was thrown, its text. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it has gone, or its name is not UTF-8',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a device or socket that cannot be read',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left',
  EROFS: 'it is on a disk that cannot be written to',
  EFBIG: 'it would be too large',
  EBADF: 'it is not open',
}

/** Why something was refused, for a person. `special` words what means something else where it is asked. */
export function reasonOf(error: unknown, special: Readonly<Record<string, string>> = {}): string {
  const code = codeOf(error)
  return special[code] ?? reasons[code] ?? code
}
