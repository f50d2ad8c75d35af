/** What `cuspec diff` says of a change, and the table by which it rates changed values. */
import type { RiskRow } from '../../src/change/risks.ts'

const head = `# Changes

Written by the tests from the table that \`cuspec diff\` rates changes by.

\`\`\`sh
cuspec diff main                           # main against the working tree
cuspec diff v1.4 main                      # two revisions
cuspec diff --staged --fail-on error       # in a pre-commit hook
cuspec diff old-specs/ new-specs/          # two folders
cuspec diff main --joint branch-a branch-b # branches, each alone and all together
cuspec lint --changed                      # the findings that the branch has caused
\`\`\`

## What is the same finding

A finding is the same where rule, part and words are, whichever line or file it stands in. One that says something else of the same place has
*changed*: it is worse or better if its severity is. One that is gone is *fixed* only where HEAD could have had it: if its document cannot be read
any more, or what it rests on is no longer said, nobody knows. Both sides are judged on one day, so that a day that passes is no change.

## What a change cannot hide

Both sides are judged by the strictest of their settings: the graver severity of a rule, the locks of both, the lower \`failOn\`, the paths of both; passed
over is only what both ignore. Each side is judged by its own waivers, baseline, knowledge and policies. So a change that loosens what it is judged by hides nothing
by that, and what it loosens stands at the top. A rule that gets stricter holds for what the change brings, and what was there before stays what it was.

| what the change does | what is told |
| --- | --- |
| waives a finding, or brings one along with its waiver | *waived*, never fixed: who, why, until when |
| puts a finding into the baseline | the same, under the baseline |
| takes a waiver or an entry away | *new*, "no longer waived" |
| removes a rule of a policy, or has it say something else | the rule; what it had found is gone, and not known to be fixed |
| turns a rule off or milder, unlocks one, ignores a file, drops a path | the setting, and what it was |

A waiver that was there before is told where it now covers that a server shuts down. A configuration or baseline that the command line names, and that git does not know, is the same
for both sides. Where the configuration of BASE cannot be used it counts for nothing, which is said; where that of HEAD cannot, nothing is done. Two
folders are judged by what holds where the command is run.

\`cuspec lint --changed\` does the same, and says it in its last line and under \`change\` in JSON. \`--report beside\` is what stands below findings in the comment of
the GitHub Action: policies, settings, waivers, licences and their hosts; empty where there is nothing.

## What is read

Of a revision the specs below the current folder, and the files that they name, are read from git. Nothing is checked out, no object is written, nothing is fetched and
nothing that the repository configures is run. Links are followed only for files that specs name, and only within the repository. Submodules are not
read. Contents that Git LFS keeps are read where they are on the machine. A shallow clone lacks the commits to compare with:
\`git fetch --unshallow\`, or \`fetch-depth: 0\` in GitHub Actions.

## What \`lint --changed\` compares with

With \`--changed=REF\` it is where HEAD left REF. Without REF it is, in this order: the first parent where GitHub has checked out the merge of a pull request, \`origin/$GITHUB_BASE_REF\`,
\`$CI_MERGE_REQUEST_DIFF_BASE_SHA\` of GitLab, \`origin/HEAD\`, \`origin/main\`, \`origin/master\`, \`main\`, \`master\`. Standard error names it. Where it cannot be told the exit
code is 2.

## Classes

| class | |
| --- | --- |
| \`service\` | calls are interrupted, or a server shuts down |
| \`re-host\` | a licence has to be issued anew for another host |
| \`licence\` | what is needed or held changes |
| \`cosmetic\` | none of these |

A new error that shuts a server down makes its change \`service\`; a change of what its licences are tied to makes it \`re-host\`. What is only written
otherwise, such as a MAC in another spelling, is \`cosmetic\`.`

/** The whole page, in Markdown. */
export function changesPage(rows: readonly RiskRow[]): string {
  const table = rows.map(({ of, key, risk, why, facts }) => {
    const source = facts.length > 0 ? facts.map((fact) => `\`${fact}\``).join(', ') : 'ours'
    return `| ${of} | \`${key}\` | \`${risk}\` | ${why} | ${source} |`
  })
  return `${head}\n\n| part | key | class | why | source |\n| --- | --- | --- | --- | --- |\n${table.join('\n')}\n`
}
