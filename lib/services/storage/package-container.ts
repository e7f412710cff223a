/** The container that the function app's code is released into. */
export const PACKAGE_CONTAINER = "function-packages";
