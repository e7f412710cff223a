import { join } from "node:path";
import * as components from "../examples/feedback/components";

/** The backend that generated pages and reports are about. */
export { components };

export const place = {
  project: "feedback",
  location: "eastus2",
  root: join(__dirname, "../examples/feedback"),
};
