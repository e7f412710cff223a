import { planBackend } from "cdktf-azure-backend";
import { packageRelease } from "cdktf-azure-backend/packaging";
import * as components from "./components";

const plans = ["dev", "prod"].map((environment) => planBackend(components, { environment, root: __dirname }));

packageRelease(components, plans, { root: __dirname }).then(
  ({ file, command }) => {
    console.log(`${file}\nnode ${command} <environment>`);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
