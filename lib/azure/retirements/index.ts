import { apiManagementRetirements } from "./api-management";
import { dataRetirements } from "./data";
import { edgeRetirements } from "./edge";
import { functionsRetirements } from "./functions";
import { monitoringRetirements } from "./monitoring";
import type { Retirement } from "./retirement";

/** The day on which all of it was looked up. What Azure has decided since is not here. */
export const RETIREMENTS_AS_OF = "2026-11-28";

const rows = {
  ...functionsRetirements,
  ...dataRetirements,
  ...monitoringRetirements,
  ...apiManagementRetirements,
  ...edgeRetirements,
} as const;

export type RetirementName = keyof typeof rows;

/** Everything that this library has to do with and Azure has ended, or will. */
export const retirements: Readonly<Record<RetirementName, Retirement>> = rows;

export const retirementNames = Object.keys(rows) as readonly RetirementName[];
