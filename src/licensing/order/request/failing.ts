/** The last step of every request that installs something: what to do if it does not show. */
import type { Step } from '../order.ts'
import { opened } from './opened.ts'

/** Of licence files on a server. */
export const ifFilesFail = (on: string): Step => ({
  phase: 'verify',
  on,
  says: `If ${on} does not show this, and the wizard stopped with "Failed to get Resource from LicFileWizRes", copy the .exe from utilities\\LicenseFileWizard of the DVD to commserver\\utilities\\licensefilewizard on ${on}, and run it there. If the application log has eAvLicErr_SysStateCorruptCurrLoc, load the current licence file again on the Licensing page, ${opened('tool-licensing-page')}. If figures are wrong, look them up with cuspec explain, or ask the licensing team.`,
  facts: ['wizard-program-is-copied', 'license-file-is-reloaded', 'tool-licensing-page'],
})

/** Of the update of a dongle. */
export const ifDongleFails = (on: string): Step => ({
  phase: 'verify',
  on,
  says: `If ${on} does not show this, and Key Dump gives the serial number 00000001, the dongle cannot be read: see that it is attached to its parallel or USB port, and if it is, remove its driver and install it again. An update that fails usually says so with an error. If figures are wrong, look them up with cuspec explain, or ask Cisco Customer Service.`,
  facts: ['dongle-unreadable', 'dongle-driver-is-reinstalled', 'dongle-update-shows-in-key-dump', 'orders-go-through-account-team'],
})

/** Of a Bridge, of which no source at hand tells more. */
export const ifBridgeFails = (on: string): Step => ({
  phase: 'verify',
  on,
  says: `If ${on} does not show this, send the licensing team the licence file and what ${on} shows (inferred).`,
  facts: [],
})
