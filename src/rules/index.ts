/** Every rule, once, in the order of the manual. A test compares the list with the folder. */
import bridgeLicenseHost from './bridge-license-host.ts'
import bridgeReleaseSupported from './bridge-release-supported.ts'
import bridgeSized from './bridge-sized.ts'
import configSound from './config-sound.ts'
import defaultLicenseSuffices from './default-license-suffices.ts'
import demoLicenseOnce from './demo-license-once.ts'
import failoverLicensed from './failover-licensed.ts'
import failoverPairSound from './failover-pair-sound.ts'
import failoverWizardRun from './failover-wizard-run.ts'
import featureAvailable from './feature-available.ts'
import licenseCoversUse from './license-covers-use.ts'
import licenseFileSound from './license-file-sound.ts'
import licenseHostMatches from './license-host-matches.ts'
import licenseMechanismFits from './license-mechanism-fits.ts'
import licenseReachesRelease from './license-reaches-release.ts'
import licenseUnexpired from './license-unexpired.ts'
import licenseWithinMaximum from './license-within-maximum.ts'
import macUnique from './mac-unique.ts'
import macWellFormed from './mac-well-formed.ts'
import messageLengthLicensed from './message-length-licensed.ts'
import messageStoreSupported from './message-store-supported.ts'
import namesUnique from './names-unique.ts'
import observedLicenseAgrees from './observed-license-agrees.ts'
import policySound from './policy-sound.ts'
import poolSound from './pool-sound.ts'
import portsDoTheirWork from './ports-do-their-work.ts'
import portsSized from './ports-sized.ts'
import portsWithinMaximum from './ports-within-maximum.ts'
import priceBookSound from './price-book-sound.ts'
import referencesResolve from './references-resolve.ts'
import releaseKnown from './release-known.ts'
import type { Rule } from './rule.ts'
import schema from './schema.ts'
import secondaryHoldsNoLicense from './secondary-holds-no-license.ts'
import sessionsWithinMaximum from './sessions-within-maximum.ts'
import teamHasVirtualMac from './team-has-virtual-mac.ts'
import usersWithinMaximum from './users-within-maximum.ts'
import waiverSound from './waiver-sound.ts'
import waiverUnexpired from './waiver-unexpired.ts'
import waiverUsed from './waiver-used.ts'
import yamlSyntax from './yaml-syntax.ts'

export const rules: readonly Rule[] = [
  yamlSyntax,
  schema,
  namesUnique,
  referencesResolve,
  releaseKnown,
  featureAvailable,
  messageStoreSupported,
  licenseMechanismFits,
  licenseReachesRelease,
  licenseFileSound,
  observedLicenseAgrees,
  licenseCoversUse,
  defaultLicenseSuffices,
  demoLicenseOnce,
  licenseUnexpired,
  licenseWithinMaximum,
  portsWithinMaximum,
  usersWithinMaximum,
  sessionsWithinMaximum,
  licenseHostMatches,
  teamHasVirtualMac,
  macWellFormed,
  macUnique,
  failoverPairSound,
  failoverLicensed,
  failoverWizardRun,
  secondaryHoldsNoLicense,
  poolSound,
  bridgeReleaseSupported,
  bridgeLicenseHost,
  bridgeSized,
  messageLengthLicensed,
  portsDoTheirWork,
  portsSized,
  priceBookSound,
  policySound,
  waiverSound,
  waiverUnexpired,
  waiverUsed,
  configSound,
]
