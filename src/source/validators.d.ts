/** The compiled schema that says whether a Deployment fits. `npm run build` writes it from `schemas/`. */
import type { DeploymentSpec } from './spec/deployment.ts'

export declare const Deployment: (value: unknown) => value is DeploymentSpec
