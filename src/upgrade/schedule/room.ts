/** The room of one night: so many servers at once, and so many upgrades one after another. */

/** How much of a night something takes: servers at once, and turns one after another. */
export interface Size {
  readonly wide: number
  readonly long: number
}

/** How many upgrades are under way in each turn of a night. */
export type Room = readonly number[]

export const emptyRoom = ({ long }: Size): Room => Array.from({ length: long }, () => 0)

/** The first turn in which there is room for it; undefined where there is none. */
export function turnFor(room: Room, { wide }: Size, { wide: own, long }: Size): number | undefined {
  for (let turn = 0; turn + long <= room.length; turn++)
    if (room.slice(turn, turn + long).every((taken) => taken + own <= wide)) return turn
  return undefined
}

export const taken = (room: Room, first: number, { wide, long }: Size): Room =>
  room.map((each, turn) => (turn >= first && turn < first + long ? each + wide : each))

/** The first turn of each, the longest placed first; undefined where a night has no room for all of them together. */
export function turnsFor(
  room: Room,
  night: Size,
  sizes: readonly Size[],
): { readonly turns: readonly number[]; readonly room: Room } | undefined {
  const turns = sizes.map(() => 0)
  let left = room
  const inOrder = [...sizes.entries()].sort(([i, a], [j, b]) => b.long - a.long || b.wide - a.wide || i - j)
  for (const [index, size] of inOrder) {
    const turn = turnFor(left, night, size)
    if (turn === undefined) return undefined
    turns[index] = turn
    left = taken(left, turn, size)
  }
  return { turns, room: left }
}
