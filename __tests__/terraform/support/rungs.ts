/** The version of azurerm 5 that everything was tried with. */
export const NEXT_MAJOR = "5.2.0";
