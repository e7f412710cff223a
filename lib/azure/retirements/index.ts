import { apiManagementRetirements } from "./api-management";
import { apiVersionRetirements } from "./api-versions";
import { dataRetirements } from "./data";
import { edgeRetirements } from "./edge";
import { functionsRetirements } from "./functions";
import { monitoringRetirements } from "./monitoring";
import type { Retirement } from "./retirement";

export { RETIREMENTS_AS_OF } from "./as-of";

const rows = {
  ...functionsRetirements,
  ...apiVersionRetirements,
  ...dataRetirements,
  ...monitoringRetirements,
  ...apiManagementRetirements,
  ...edgeRetirements,
} as const;

export type RetirementName = keyof typeof rows;

/** Everything that this library has to do with and Azure has ended, or will. */
export const retirements: Readonly<Record<RetirementName, Retirement>> = rows;

export const retirementNames = Object.keys(rows) as readonly RetirementName[];
