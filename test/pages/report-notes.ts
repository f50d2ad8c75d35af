/** What is said of a format beside what is generated: how it is set up where it is read, and what is taken of it. */

export const notes: Readonly<Record<string, string>> = {
  github: `## In a workflow

\`\`\`yaml
permissions: { contents: read, security-events: write }
steps:
  - uses: actions/checkout@v4
  - run: cuspec lint --report github --report summary=\${{ runner.temp }}/summary.md --report sarif=cuspec.sarif
  - if: always()
    run: cat "$RUNNER_TEMP/summary.md" >> "$GITHUB_STEP_SUMMARY"
  - if: always()
    uses: github/codeql-action/upload-sarif@v3
    with: { sarif_file: cuspec.sarif }
\`\`\`

## Limits

GitHub takes 10 errors, 10 warnings and 10 notices a step; beyond that the rest stands in a folded group of the log, and a notice counts it.`,
  summary: `## In a workflow

As for [\`github\`](github.md): the file is appended to \`$GITHUB_STEP_SUMMARY\`.

## Limits

GitHub takes 1 MiB a step; beyond that the rest is counted.`,
  sarif: `## In a workflow

As for [\`github\`](github.md): the file is uploaded.

## Limits

GitHub takes 25,000 results and 10 MB compressed; it shows 5,000; beyond that the rest is left out, with a notification in the file.

What was not checked is a notification of the SARIF run, not a result: GitHub would make an alert of each. The category of the upload is left to the
workflow, since two uploads of one category shut each other out.

GitHub opens an alert for a result that has \`suppressions\`, too. Where alerts are not dismissed by another action, upload what is left without them, as the
action of cuspec does:

\`\`\`sh
jq 'del(.runs[].results[] | select(.suppressions))' cuspec.sarif > upload.sarif
\`\`\``,
  markdown: `## Limits

GitHub takes 65,536 characters; beyond that the rest is counted.`,
  gitlab: `## In a pipeline

\`\`\`yaml
cuspec:
  script: cuspec lint --report text --report gitlab=gl-code-quality-report.json --report junit=cuspec.xml
  artifacts:
    when: always
    reports: { codequality: gl-code-quality-report.json, junit: cuspec.xml }
\`\`\`

An error that shuts a server down is a \`blocker\`, other errors are \`critical\`, warnings \`minor\`, notes \`info\`.`,
  junit: `## What fails

What fails is what fails the run: a finding at or above \`--fail-on\` is a \`failure\`, one below it a case that passes and says what was found. A file without
findings is a case that passes. A fact that is missing is \`skipped\`; what could not be read is an \`error\`.`,
  compact: `## In GitHub Actions

Annotations from the one-line format take the [problem matcher](../../.github/cuspec-problem-matcher.json), which npm installs with cuspec:

\`\`\`yaml
  - run: echo "::add-matcher::node_modules/cuspec/.github/cuspec-problem-matcher.json"
  - run: cuspec lint --report compact
\`\`\`

## In VS Code

\`\`\`json
{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "cuspec",
      "type": "shell",
      "command": "cuspec lint --report compact",
      "problemMatcher": {
        "owner": "cuspec",
        "source": "cuspec",
        "severity": "info",
        "fileLocation": ["relative", "\${workspaceFolder}"],
        "pattern": {
          "regexp": "^((?:(?!:\\\\d+:\\\\d+: ).)+):(\\\\d+):(\\\\d+): (error|warning|note) ([a-z][a-z-]*) (.+)$",
          "file": 1,
          "line": 2,
          "column": 3,
          "severity": 4,
          "code": 5,
          "message": 6
        }
      }
    }
  ]
}
\`\`\``,
  agent: `## Lines

Each line of \`agent\` has a \`kind\`:

| kind | what it has |
| --- | --- |
| \`finding\` | \`rule severity file line column endLine endColumn document path message cites related\`; where there is one, \`fix\` (\`title\`, \`applicability\`: \`safe\` or \`suggested\`, \`range\`, \`text\`: put text in place of range), \`allowed\` (the words that may stand in place of the range), \`server\`, \`consequence\` |
| \`suppressed\` | the same as \`finding\`, and \`suppression\`: \`kind reason\`, and where there is one \`owner ticket until\`. It does not count |
| \`not-checked\` | \`missing\`: the fact that is missing; \`of\`: of what; \`rules\`: those that could not decide. It has to come from someone who knows, never from a guess |
| \`summary\` | the last line: \`errors warnings notes suppressed notChecked documentsUnread unreadable\`, with \`off\` where rules are off, and \`others\` with \`--changed\`. Where it is absent, the report was cut off |

Positions are 1-based, count UTF-16 units, and the end is the first that no longer belongs.`,
}
