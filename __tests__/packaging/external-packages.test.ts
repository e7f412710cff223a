import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BackendPlan, planBackend } from "../../lib";
import { makeCode } from "../../lib/packaging/package-code";
import { BackendConfigError } from "../../lib/settings/problems";
import { ENTRY, install, messagesOf, packaged, problemsOf, project, run } from "../support/packaged";

const modules = join(__dirname, "../../node_modules");

/** The first bytes of a compiled module. */
function compiledFor(platform: "linux-x64" | "linux-arm64" | "win32-x64"): Uint8Array {
  const bytes = Buffer.alloc(128);
  if (platform === "win32-x64") {
    bytes.write("MZ");
    bytes.writeUInt32LE(64, 0x3c);
    bytes.write("PE\0\0", 64);
    bytes.writeUInt16LE(0x8664, 68);
  } else {
    bytes.writeUInt32BE(0x7f454c46, 0);
    bytes.writeUInt16LE(platform === "linux-x64" ? 0x3e : 0xb7, 18);
  }
  return bytes;
}

describe("packages that stay outside", () => {
  test("external packages are packaged with their dependencies, each in its own version", async () => {
    const root = project('module.exports = () => require("a").text;\n');
    install(
      root,
      "a",
      { dependencies: { b: "1", c: "1" } },
      {
        "index.js": 'exports.text = `${require("b")} ${require("c")}`;\n',
        "data/x.txt": "x",
      },
    );
    install(
      root,
      "b",
      { version: "1.0.0", peerDependencies: { d: "1", absent: "1" } },
      { "index.js": 'module.exports = "b1";\n' },
    );
    install(
      root,
      "c",
      { dependencies: { b: "2" } },
      { "index.js": 'module.exports = `c with ${require("b")}`;\n' },
    );
    install(root, "c/node_modules/b", { version: "2.0.0" }, { "index.js": 'module.exports = "b2";\n' });
    install(root, "d", {});
    install(root, "not-asked", {});
    const { files } = await packaged(root, { external: ["a"] });
    expect(Object.keys(files).filter((name) => name.startsWith("node_modules/"))).toEqual([
      "node_modules/a/data/x.txt",
      "node_modules/a/index.js",
      "node_modules/a/package.json",
      "node_modules/b/index.js",
      "node_modules/b/package.json",
      "node_modules/c/index.js",
      "node_modules/c/node_modules/b/index.js",
      "node_modules/c/node_modules/b/package.json",
      "node_modules/c/package.json",
      "node_modules/d/package.json",
    ]);
    const asked =
      'globalThis.answer = require("a").text;\nif (globalThis.answer !== "b1 c with b2") throw new Error(globalThis.answer);\n';
    writeFileSync(join(root, ENTRY), `${asked}module.exports = () => 1;\n`);
    await packaged(root, { external: ["a"] });
  });

  test("external packages with a compiled module are loaded with it, for its platform", async () => {
    const root = project(
      'const { ResolverFactory } = require("unrs-resolver");\nnew ResolverFactory({});\nmodule.exports = () => 1;\n',
    );
    for (const each of ["unrs-resolver", "@unrs", "napi-postinstall"])
      if (existsSync(join(modules, each)))
        symlinkSync(join(modules, each), join(root, "node_modules", each), "junction");
    const isLinux = process.platform === "linux" && process.arch === "x64";
    const isWindows = process.platform === "win32" && process.arch === "x64";
    for (const [os, here] of [
      ["linux", isLinux],
      ["windows", isWindows],
    ] as const)
      if (here) {
        const { files, warnings } = await packaged(root, { external: ["unrs-resolver"], os });
        expect(Object.keys(files).filter((name) => name.endsWith(".node"))).toHaveLength(1);
        expect(warnings).toEqual([]);
      } else {
        const platform = os === "linux" ? "linux-x64" : "win32-x64";
        const [{ message, fix } = { message: "", fix: "" }] = await problemsOf(root, {
          external: ["unrs-resolver"],
          os,
        });
        expect(message).toMatch(
          /^unrs-resolver is installed for another platform \(@unrs\/.*\), but the app runs on /,
        );
        expect(message).toContain(platform);
        expect(fix).toMatch(/^npm install --os=(linux|win32) --cpu=x64( --libc=glibc)? unrs-resolver$/);
      }
    const missing = await problemsOf(project(readFileSync(join(root, ENTRY), "utf8")), {});
    expect(missing[0]).toMatchObject({
      fix: "install it, or add the package to external, which copies it unchanged",
    });
  });

  test("packages compiled for another platform alone are refused, and for the app's are packaged with a warning", async () => {
    const root = project('module.exports = () => require("native");\n');
    const foreign = process.arch === "arm64" && process.platform === "linux" ? "linux-x64" : "linux-arm64";
    install(
      root,
      "native",
      {},
      { "index.js": 'require("./build/x.node");\n', "build/x.node": compiledFor(foreign) },
    );
    expect(await messagesOf(root, { external: ["native"], os: "windows" })).toEqual([
      `external: native is compiled for ${foreign}, but the app runs on win32-x64`,
    ]);
    const both = {
      "prebuilds/linux-x64/x.node": compiledFor("linux-x64"),
      "prebuilds/win32-x64/x.node": compiledFor("win32-x64"),
    };
    install(root, "native", {}, both);
    for (const os of ["linux", "windows"] as const) {
      const { files } = await packaged(root, { external: ["native"], os });
      expect(Object.keys(files)).toEqual(
        expect.arrayContaining(Object.keys(both).map((name) => `node_modules/native/${name}`)),
      );
    }
    rmSync(join(root, "node_modules/native"), { recursive: true });
    const [os, platform] =
      process.platform === "win32" ? (["linux", "linux-x64"] as const) : (["windows", "win32-x64"] as const);
    install(root, "native", {}, { "build/x.node": compiledFor(platform) });
    const { warnings } = await packaged(root, { external: ["native"], os });
    expect(warnings).toEqual([expect.stringContaining("was not loaded as a check")]);
  });

  test("external packages are those for the platform of each environment", async () => {
    const root = project('module.exports = () => require("native");\n');
    install(root, "native", {}, { "x.node": compiledFor("win32-x64") });
    const plans = ["windows", "linux"].map((os, index) =>
      planBackend(run, {
        project: "shop",
        location: "westeurope",
        environment: index === 0 ? "dev" : "prod",
        functionApp: { os: os as "windows" },
      }),
    );
    const problems = async (on: readonly BackendPlan[]): Promise<readonly string[]> => {
      const error: unknown = await makeCode(run, { root, external: ["native"] }, on).catch((e: unknown) => e);
      return error instanceof BackendConfigError ? error.problems.map(({ message }) => message) : [];
    };
    expect(await problems(plans)).toEqual([
      "native is compiled for win32-x64, but the app runs on linux-x64",
    ]);
    expect(await problems(plans.slice(0, 1))).toEqual([]);
  });

  test("external packages are installed ones, and have names of packages", async () => {
    const root = project("module.exports = () => 1;\n");
    install(root, "half", { dependencies: { gone: "1" } });
    expect(await messagesOf(root, { external: ["fs", "absent", "half"] })).toEqual([
      "external: fs is already available on Azure",
      "external: absent is not installed",
      "external: half needs gone, which is not installed",
    ]);
    expect(await messagesOf(root, { external: ["../up"] })).toEqual([
      'external[0]: allows only packages by name, got "../up"',
    ]);
  });
});
