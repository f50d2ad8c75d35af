/** What people read who look for the trouble that the vendor's FAQ is asked about most: whole texts, read against the FAQ and the event. */
import { expect, test } from 'vitest'
import { cuspec } from './program.ts'

const texts: readonly (readonly [asked: readonly string[], text: string])[] = [
  [
    ['event 202', 'Windows Server is out of licenses'],
    `# Event 202: Windows Server is out of licenses

*symptom* \`windows-out-of-licenses\`; also: event 202, eventid 202, 202, Windows Server is out of
licenses, The product Windows Server is out of licenses, out of licenses, License Service, License
Logging service

## What one sees

The application log of the server has event 202 of the licence service: "The product Windows Server
is out of licenses."

## What is behind it

Windows counts its own client licences here. Cisco Unity has nothing to do with it, and none of its
licences is short. [1]

## What to do

1. Open Start > Programs > Administrative Tools > Services.
2. Stop the License Service.
3. Disable it, so that it stays stopped. Cisco Unity does not need it.

## In a spec

No rule sees it: a spec says nothing about the licences of Windows.

## See also

- \`client-access-licenses\`

## Sources

1. Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "How do you stop the Cisco Unity error
   message Windows Server out of Licenses?" (stated)
   http://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unity/23277-unity-licensing-faq.html
`,
  ],
  [
    ['event 113', '13083', 'eAvLicErr_ComplianceViolationGrace'],
    `# Event 113: eAvLicErr_ComplianceViolationGrace

*symptom* \`license-grace\`; also: event 113, eventid 113, 113, 13083, error 13083,
eAvLicErr_ComplianceViolationGrace, ComplianceViolationGrace, compliance violation, grace period is
running, 28 days of grace left, services stop every 48 hours, stops answering every 48 hours, days
of grace left, calls not answered, stops answering calls

## What one sees

The application log has a warning of the source \`CiscoUnity_AvLic\`, category Run, event 113, with
error code 13083 and the symbol \`eAvLicErr_ComplianceViolationGrace\`. It says how many days of grace
are left; the one known sample had 28.

## What is behind it

More is in use than the effective licences grant, or the server takes wrong figures of its pool for
right ones. When the days are over, it stops answering calls every 48 hours until someone restarts
its services; meanwhile it may refuse new users. [1, 2; derived]

## What to do

1. Compare what is in use with the effective licences, on the Licensing page or in License Info
   Viewer.
2. In a pool, first rule out that the figures are wrong: see corrupt-pool-data and
   dead-pool-servers.
3. Add licences, or take users off, until use is within what is granted.
4. If the days are over, restart the services of Cisco Unity.

## Releases

7.0(2) to 8.0

## Note

The sample event is of 22 May 2010 and names no release; that it speaks of 7.x and later is inferred
from the headings of the white paper. The whole length of the grace period is not known.

## In a spec

Seen by \`license-covers-use\`, \`license-within-maximum\`.

## See also

- \`shutdown-mode\`
- \`corrupt-pool-data\`
- \`four-hour-shutdown\`

## Sources

1. Unity: Troubleshooting Digital Networking Replication and License Pooling, "event 113,
   eAvLicErr_ComplianceViolationGrace" (derived)
   https://supportforums.cisco.com/t5/collaboration-voice-and-video/unity-troubleshooting-digital-networking-replication-license/ta-p/3120815
2. White Paper: Licensing for Cisco Unity (All Versions), introduction and table of contents,
   2009-09-01 (derived)
   http://www.cisco.com/en/US/docs/voice_ip_comm/unity/white/paper/culicenses.html
`,
  ],
  [
    ['eAvLicErr_SysStateCorruptCurrLoc'],
    `# eAvLicErr_SysStateCorruptCurrLoc

*symptom* \`license-state-corrupt\`; also: SysStateCorruptCurrLoc, CiscoUnity_AvLic, corrupt license
state, licence state is damaged

## What one sees

The application log has an error of the source \`CiscoUnity_AvLic\` with the symbol
\`eAvLicErr_SysStateCorruptCurrLoc\`.

## What is behind it

What the server has stored about its own licences is damaged. [1]

## What to do

1. Open the Licensing page: Start > Programs > Unity > Licensing.
2. Load the current licence file again.
3. Check in License Info Viewer that everything is there.

## Releases

4.0(1) to 4.2(1)

## Note

That the reload is checked in License Info Viewer is our advice.

## In a spec

No rule sees it: it is a state of the running server.

## See also

- \`License Info Viewer\`
- \`license-grace\`

## Sources

1. Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "How do you resolve the
   eAvLicErr_SysStateCorruptCurrLoc error that occurs with CiscoUnity_AvLic displayed in the
   application event log, which runs on the Cisco Unity server?" (stated)
   http://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unity/23277-unity-licensing-faq.html
`,
  ],
  [
    ['Key Dump 00000001'],
    `# Key Dump shows the serial number 00000001

*symptom* \`key-dump-00000001\`; also: 00000001, serial number 00000001, serial 00000001, dongle not
found, dongle cannot be read, dongle not recognized, dongle not detected

## What one sees

Key Dump, or the spec that was copied from it, gives 00000001 as the serial number of the dongle.

## What is behind it

No dongle is attached, or the server cannot read the one that is. [1]

## What to do

1. Check that the dongle is attached to the port of its kind, parallel or USB.
2. If it is, remove its driver and install it again, as the installation guide says.
3. Run Key Dump again.

## Releases

2.4 to 3.1(6)

## Note

Running Key Dump once more is our advice. The FAQ speaks of 2.4.6 and 3.x.

## In a spec

Seen by \`license-mechanism-fits\`.

## See also

- \`dongle\`
- \`Key Dump\`

## Sources

1. Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "What happens if I run Key Dump and it
   reports a serial number of 00000001?" (stated)
   http://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unity/23277-unity-licensing-faq.html
`,
  ],
  [
    ['Failed to get Resource from LicFileWizRes'],
    `# Failed to get Resource from LicFileWizRes

*symptom* \`license-wizard-resource\`; also: LicFileWizRes error, License File Install Wizard fails,
license wizard does not start, LicFileWizRes

## What one sees

License File Install Wizard stops with "Failed to get Resource from LicFileWizRes."

## What is behind it

The program files of the wizard on the server are not complete. [1]

## What to do

1. Take the .exe file from the folder \`utilities\\LicenseFileWizard\` of the DVD.
2. Copy it to \`commserver\\utilities\\licensefilewizard\` on the server.
3. Run it from there.

## Releases

4.0(1) to 4.2(1)

## Note

The FAQ gives the repair; the cause follows from it.

## In a spec

No rule sees it: it is about files on the server.

## See also

- \`License File Install Wizard\`

## Sources

1. Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "I receive this error message when I
   run the License Installation Wizard: "Failed to get Resource from LicFileWizRes." How do I
   resolve this issue?" (stated)
   http://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unity/23277-unity-licensing-faq.html
`,
  ],
  [
    ['missing pool members'],
    `# Servers are missing from the pool

*symptom* \`missing-pool-members\`; also: pool members missing, servers not seen in license pooling,
not all servers in the pool, license pooling servers missing, License Info Viewer does not show all
servers

## What one sees

Of the servers that share their licences some are not seen in the pool.

## What is behind it

Active Directory and the server are out of step. [1]

## What to do

1. Start \`commserver\\techtools\\DOHProptest.exe\`.
2. Pass the question for a password with OK and Ignore.
3. Open AD monitor, do a Total Resync and close the window.
4. Open GC Monitor and do a Total Resync. How long that takes hangs on the size of the directory.

## Releases

4.0(1) to 4.2(1)

## In a spec

No rule sees it: a spec does not show what a server has read of the directory.

## See also

- \`DohPropTest\`
- \`pool\`
- \`corrupt-pool-data\`

## Sources

1. Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "Why are all the servers added into
   Cisco Unity license pooling not seen?" (stated)
   http://www.cisco.com/c/en/us/support/docs/voice-unified-communications/unity/23277-unity-licensing-faq.html
`,
  ],
]

test.each(texts.flatMap(([asked, text]) => asked.map((words) => [words, text] as const)))('explain %s', (words, text) => {
  expect(cuspec(['explain', words])).toEqual({ status: 0, stdout: text, stderr: '' })
  expect(cuspec(['explain', ...words.split(' ')])).toEqual({ status: 0, stdout: text, stderr: '' })
})
