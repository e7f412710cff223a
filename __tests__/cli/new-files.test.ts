import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNewFiles } from "../../lib/cli/run/new-files";
import { contentsOf } from "../support/packed";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "new-files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("all files are written, with the folders that they need", () => {
  const texts = { "b/c.txt": "c", "a.txt": "a" };
  expect(writeNewFiles(join(folder, "deep/new"), texts)).toEqual(["a.txt", "b/c.txt"]);
  expect(contentsOf(join(folder, "deep/new"))).toEqual(texts);
});

test("where one cannot be written, those before it are taken back, and what was there stays", () => {
  mkdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept/own.txt"), "own");
  const texts = { "a.txt": "a", "kept/b.txt": "b", "new/c.txt": "c", "z.txt": "z", "z.txt/y.txt": "y" };
  expect(() => writeNewFiles(folder, texts)).toThrow("EEXIST");
  expect(contentsOf(folder)).toEqual({ "kept/own.txt": "own" });
  expect(readdirSync(folder)).toEqual(["kept"]);
});

test("a folder that was made for them is taken back as well", () => {
  const texts = { "a.txt": "a", "z.txt": "z", "z.txt/y.txt": "y" };
  expect(() => writeNewFiles(join(folder, "deep/new"), texts)).toThrow("EEXIST");
  expect(readdirSync(folder)).toEqual([]);
});

test("a link that leads nowhere is in the way", () => {
  symlinkSync(join(folder, "nowhere"), join(folder, "a.txt"));
  expect(() => writeNewFiles(folder, { "a.txt": "a", "b.txt": "b" })).toThrow("  a.txt\n");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});
