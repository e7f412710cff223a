// Required before a case: the last line that the process prints is its peak memory, in kilobytes.
const { readFileSync } = require("node:fs");

process.on("exit", () => console.log(peakMemory()));

// Linux lets maxRSS begin at the parent's, so that a big parent would hide a small child: the kernel's own peak of
// this process is read there.
function peakMemory() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
  return kilobytes;
}
