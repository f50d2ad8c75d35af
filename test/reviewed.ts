/** Reports with the waivers in their specs applied, on a day. */
import type { Report } from '../src/check.ts'
import { review } from '../src/review/review.ts'
import { type Settings, unsettled } from '../src/review/settings.ts'
import { rules } from '../src/rules/index.ts'

export const reviewed = (report: Report, day: string, settings: Settings = unsettled): Report =>
  review(report, { day, settings, rules: rules.map(({ id }) => id), fromRoot: (file) => file })
