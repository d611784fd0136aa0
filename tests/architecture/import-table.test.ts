import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const roots = ["src", "scripts"];

interface Room {
  readonly name: string;
  readonly imports: readonly string[];
  readonly types: readonly string[];
  readonly packages: readonly string[];
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** The rows of the table under "Who may import whom" in ARCHITECTURE.md. */
function readTable(): Room[] {
  const section = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split("## Who may import whom")[1] ?? "";
  const names = (cell: string | undefined) =>
    Array.from((cell ?? "").matchAll(/`([^`]+)`/g), (match) => match[1] ?? "");
  return (section.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => {
      const [, name, imports, types, packages] = line.split("|");
      return { name: names(name)[0] ?? "", imports: names(imports), types: names(types), packages: names(packages) };
    });
}

function sourceFiles(): string[] {
  return roots.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs|astro)$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => join(root, folder, name)),
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const statements = text.matchAll(/^\s*(import|export)\s+(type\s+)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm);
  const dynamic = text.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  return [
    ...Array.from(statements, (match) => ({ specifier: match[3] ?? "", typeOnly: match[2] !== undefined })),
    ...Array.from(dynamic, (match) => ({ specifier: match[1] ?? "", typeOnly: false })),
  ];
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  const place = relative(root, path).replace(/^src\//, "");
  return rooms.filter((room) => within(place, room.name)).sort((a, b) => b.name.length - a.name.length)[0];
}

const matches = (name: string, pattern: string) =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : within(name, pattern);

function violation(file: string, { specifier, typeOnly }: Import, rooms: readonly Room[]): string | undefined {
  const room = roomOf(file, rooms);
  if (!room) return `${relative(root, file)} is in no room of the table`;
  const allowed = (target: string) =>
    room.imports.some((name) => within(target, name)) || (typeOnly && room.types.some((name) => within(target, name)));
  const refuse = () => `${relative(root, file)} (${room.name}) imports ${specifier}`;
  if (!specifier.startsWith(".")) return room.packages.some((name) => matches(specifier, name)) ? undefined : refuse();
  const target = resolve(dirname(file), specifier);
  const targetRoom = roomOf(target, rooms);
  if (!targetRoom) return specifier.endsWith("package.json") ? undefined : refuse();
  return targetRoom.name === room.name || allowed(targetRoom.name) ? undefined : refuse();
}

describe("the import table of ARCHITECTURE.md", () => {
  const rooms = readTable();

  test("has a row for every folder of core", () => {
    const folders = readdirSync(join(root, "src/core"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map((room) => room.name)).toEqual(
      expect.arrayContaining(folders.map((entry) => `core/${entry.name}`)),
    );
  });

  test("holds for every import", () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(50);
    expect(
      files.flatMap((file) => importsOf(file).map((found) => violation(file, found, rooms))).filter(Boolean),
    ).toEqual([]);
  });

  test("refuses an import upward, and takes a type where only types are allowed", () => {
    const from = join(root, "src/core/emulator/sample.ts");
    expect(violation(from, { specifier: "../../node/sample.ts", typeOnly: false }, rooms)).toContain("core/emulator");
    expect(violation(from, { specifier: "../spec/kfunc-spec.ts", typeOnly: false }, rooms)).toContain("spec");
    expect(violation(from, { specifier: "../spec/kfunc-spec.ts", typeOnly: true }, rooms)).toBeUndefined();
    expect(violation(from, { specifier: "node:fs", typeOnly: false }, rooms)).toContain("node:fs");
  });
});
