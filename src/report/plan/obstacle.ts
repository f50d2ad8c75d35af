/** Something that stands against a plan, as an item of a list. */
import type { Obstacle } from '../../upgrade/judge.ts'
import { address, type Where } from '../address.ts'
import type { Sources } from '../order/sources.ts'
import type { Item } from '../page/page.ts'

export const obstacleItem = ({ message, at, rule, cites, remedy, remedies = [] }: Obstacle, where: Where, { marks }: Sources): Item => ({
  says: `${message} [${rule}] (${address(at, where)})${remedy === undefined ? '' : `. ${remedy}`}`,
  marks: marks([...cites, ...remedies.flatMap((each) => each.cites)].map(({ fact }) => fact)),
})
