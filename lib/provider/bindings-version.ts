import bindings from "@cdktf/provider-azurerm/package.json";

/** The version of azurerm that the installed bindings were made from: what their types and `transform` know. */
export const bindingsVersion: string = bindings.cdktf.provider.version;
