/** Whether something is there that a switch, or options of its own, ask for. */
export function isOn(given: boolean | { readonly enabled?: boolean | undefined }): boolean {
  return typeof given === "boolean" ? given : (given.enabled ?? true);
}
