import { bindingsVersion } from "../../lib/provider/bindings-version";
import { PROVIDER_VERSION } from "../../lib/provider/version";
import { upgradesOf } from "./support/provider-upgrade";
import { providers, upgradeStage } from "./support/stage";

upgradeStage(`deployed with azurerm ${bindingsVersion}, planned with azurerm ${PROVIDER_VERSION}`, () => {
  upgradesOf({
    from: { version: bindingsVersion, cliConfig: providers.earliest },
    to: { version: PROVIDER_VERSION, cliConfig: providers.current },
    withOldTemplates: true,
    carriesOver: true,
  });
});
