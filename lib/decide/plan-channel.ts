import { channel } from "node:diagnostics_channel";

/** Hears of the plan of every backend that is defined in this process, whichever copy of the package defines it. */
export const planChannel = channel("cdktf-azure-backend:plan");
