import { PROVIDER_VERSION } from "../../lib/provider/version";
import { upgradesOf } from "./support/provider-upgrade";
import { NEXT_MAJOR } from "./support/rungs";
import { nextMajorStage, providers } from "./support/stage";

nextMajorStage(`deployed with azurerm ${PROVIDER_VERSION}, planned with azurerm ${NEXT_MAJOR}`, () => {
  upgradesOf({
    from: { version: PROVIDER_VERSION, cliConfig: providers.current },
    to: { version: NEXT_MAJOR, cliConfig: providers.next },
  });
});
