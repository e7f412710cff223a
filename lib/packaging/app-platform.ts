/** What functions run on, in Node's words. learn.microsoft.com/azure/azure-functions/functions-app-settings: apps of this library run 64 bits. */
export interface AppPlatform {
  readonly os: "win32" | "linux";
  readonly cpu: "x64";
  /** Azure's images are of Debian. */
  readonly libc: "glibc";
}

export function platformOf(os: "windows" | "linux"): AppPlatform {
  return { os: os === "windows" ? "win32" : "linux", cpu: "x64", libc: "glibc" };
}

/** `win32-x64` */
export function platformText({ os, cpu }: Pick<AppPlatform, "os" | "cpu">): string {
  return `${os}-${cpu}`;
}

/** How such a package is installed on any machine: docs.npmjs.com/cli/commands/npm-install */
export function installCommand(name: string, { os, cpu }: AppPlatform): string {
  const libc = os === "linux" ? " --libc=glibc" : "";
  return `npm install --os=${os} --cpu=${cpu}${libc} ${name}`;
}

/** What a compiled module is for, `linux-x64`, as its first bytes say; undefined where they say nothing that is known. */
export function binaryPlatform(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 64) return undefined;
  // The System V ABI, "ELF Header".
  if (view.getUint32(0) === 0x7f454c46) return `linux-${ELF_MACHINES[view.getUint16(18, true)] ?? "unknown"}`;
  // learn.microsoft.com/windows/win32/debug/pe-format
  if (view.getUint16(0) === 0x4d5a) {
    const header = view.getUint32(0x3c, true);
    if (header + 6 > bytes.byteLength) return undefined;
    return `win32-${PE_MACHINES[view.getUint16(header + 4, true)] ?? "unknown"}`;
  }
  // Mach-O, of one machine or of several.
  return [0xcffaedfe, 0xcefaedfe, 0xcafebabe].includes(view.getUint32(0)) ? "darwin" : undefined;
}

const ELF_MACHINES: Readonly<Record<number, string>> = {
  0x3e: "x64",
  0x03: "ia32",
  0xb7: "arm64",
  0x28: "arm",
};
const PE_MACHINES: Readonly<Record<number, string>> = { 0x8664: "x64", 0x014c: "ia32", 0xaa64: "arm64" };
