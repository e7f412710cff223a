/** How a component's app settings begin: `process-upload` → `PROCESS_UPLOAD`. */
export function settingPrefix(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}
