/** The room of one night: so many servers at once, and so many upgrades one after another. */

/** How much of a night something takes: servers at once, and turns one after another. */
export interface Size {
  readonly wide: number
  readonly long: number
}

/** How many upgrades are under way in each turn of a night. */
export type Room = readonly number[]

export const emptyRoom = ({ long }: Size): Room => Array.from({ length: long }, () => 0)

const hasRoom = (room: Room, { wide }: Size, first: number, { wide: own, long }: Size): boolean =>
  first + long <= room.length && room.slice(first, first + long).every((each) => each + own <= wide)

const taken = (room: Room, first: number, { wide, long }: Size): Room =>
  room.map((each, turn) => (turn >= first && turn < first + long ? each + wide : each))

interface Fitted {
  /** 0-based: the turn in which each begins. */
  readonly turns: readonly number[]
  readonly room: Room
}

const mostTries = 5_000

/** When each of a set begins, as early as it can, the longest first; undefined where a night has no room for all of them, or none was found. */
export function fitted(room: Room, night: Size, sizes: readonly Size[]): Fitted | undefined {
  const inOrder = [...sizes.entries()].sort(([i, a], [j, b]) => b.long - a.long || b.wide - a.wide || i - j)
  const turns = sizes.map(() => 0)
  let tries = 0
  const from = (place: number, left: Room): Room | undefined => {
    const [index, size] = inOrder[place] ?? []
    if (index === undefined || size === undefined) return left
    for (let turn = 0; turn + size.long <= left.length && tries < mostTries; turn++) {
      tries += 1
      if (!hasRoom(left, night, turn, size)) continue
      turns[index] = turn
      const rest = from(place + 1, taken(left, turn, size))
      if (rest) return rest
    }
    return undefined
  }
  const found = from(0, room)
  return found && { turns, room: found }
}
