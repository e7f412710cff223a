import type { InvocationContext } from "@azure/functions";
import { settingsOf } from "cdktf-azure-backend/runtime";
import { confirm as component } from "../components";

export default function confirm(order: unknown, context: InvocationContext): void {
  // Until somebody sets the value, this throws an error that names the secret and the command.
  const { MAIL_KEY } = settingsOf(component).environment;
  context.log("confirmation of", order, "with a key of", MAIL_KEY.length, "characters");
}
