/** Texts like the specs that people write, one for each corner of YAML that a spec may use. */
export const documents: readonly string[] = [
  `# A fleet of one server
apiVersion: cuspec/v1
kind: Deployment
name: head-office
servers:
  - name: cuc-1
    release: "4.0(5)"
    ports: 72   # voice ports
    codecs: [g711, g729a]
    location: {site: Aachen, rack: 4}
  - name: cuc-2
    release: '7.1(3)'
    ports: 0x10
    codecs: []
    standby: true
`,
  `defaults: &defaults
  ports: 24
  codec: g711
  limits: {boxes: 1000, inbox: .5}
servers:
- <<: *defaults
  name: a
- <<: [*defaults, {codec: g729a, region: eu}]
  name: b
  codec: &codec ilbc
- name: c
  codec: *codec
`,
  `notes: |
  The first line
    an indented line

  and the last.
folded: >-
  one
  two

  three
kept: |+
  text

plain: a text that goes
  on in the next line
double: "tab\\t, \\u00e9 and a \\
  continued line"
single: 'it''s'
empty:
tilde: ~
`,
  `---
a: 1
b: [1, 2.5, -3, +4, 1e3, 0o17, 0x1F, .inf, -.INF, 010, 1_000, "5"]
---
# a comment alone
---
- yes
- True
- null
- Null
- 2024-01-01
- 12:30:45
- 3.10
...
---
text at the root
`,
  `? explicit
: value
"quoted key": 1
'single': 2
3.10: version
true: yes
"a: b": c # comment
url: http://example.com/#fragment
time: 12:30
nested:
    deep:
        - - x
          - y
        -
          z: {q: [r, {s: t}]}
        - k: v
          l: w
`,
  `{"json": [1, "two", null, {"three": false}], "empty": {}, "text": "a\\nb"}
`,
  `name: über 😀
list:
- &a one
- *a
-
- !!str 8.0
- ! 9
- !!int "3"
`,
]
