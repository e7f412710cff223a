/**
 * The audience of the tokens of jobs, unless a file names another one. The azurerm provider asks for no other, in every
 * cloud.
 */
export const AUDIENCE = "api://AzureADTokenExchange";
