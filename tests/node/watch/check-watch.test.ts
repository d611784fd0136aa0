import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeSampleContent } from "../../drivers/sample-content.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { project } from "../build/content-copy.ts";

const content = mkdtempSync(join(tmpdir(), "kfdoc-watch-"));
const spec = join(content, "kfuncs/dynptr/bpf_dynptr_slice.yaml");
const page = spec.replace(/yaml$/, "md");
const source = join(content, "examples/dynptr/from-xdp.bpf.c");

let child: ChildProcess;
let printed = "";

/** What is printed of the next pass, after something was done. */
async function after(change: () => void): Promise<string> {
  const before = printed.length;
  change();
  await vi.waitUntil(() => /\(\d+\.\d\d s\)\n$/.test(printed.slice(before)), { timeout: 100_000 });
  return printed.slice(before);
}

/** Saves in one step, as most editors do: nobody sees the file half written. */
function save(file: string, text: string | Buffer): void {
  const draft = `${content}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** Puts another text in the place of one that stands in a file, saves, and undoes it once it was seen what that gives. */
async function withChange(file: string, from: string, to: string): Promise<string> {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  const seen = await after(() => save(file, text.replace(from, to)));
  expect(await after(() => save(file, text))).toMatch(/: no findings \(/);
  return seen;
}

beforeAll(async () => {
  writeSampleContent(content);
  await after(() => {
    const command = ["src/cli/kfdoc.ts", "check", "--watch", "--content", content, "--cache", sharedCache];
    child = spawn(process.execPath, command, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (printed += chunk));
  });
});
afterAll(() => {
  child.kill("SIGKILL");
  rmSync(content, { recursive: true, force: true });
});

test("tells after each save what there is to mend now, and what was changed", async () => {
  expect(printed).toMatch(/^Checking everything.*\n\S+ \d+ files: no findings \(/);
  const seen = await withChange(spec, "since:", "sinze:");
  expect(seen).not.toContain("content/");
  expect(seen.replaceAll(`${content}/`, "content/").replaceAll(`${relative(project, content)}/`, "content/")).toMatch(
    /^content\/kfuncs\/dynptr\/bpf_dynptr_slice\.yaml:\d+:1: error \[spec\/unknown-key\] .*\n[\s\S]*help: did you mean since\?\n\S+ content\/kfuncs\/dynptr\/bpf_dynptr_slice\.yaml: 1 finding/,
  );
  expect(await withChange(source, "SEC(", "SECT(")).toContain("[example/compile]");
});

test("files come and go, by other names too", async () => {
  const text = readFileSync(page);
  expect(await after(() => rmSync(page))).toContain("bpf_dynptr_slice.md:");
  expect(await after(() => save(page, text))).toContain("no findings");
  expect(await after(() => renameSync(source, source.replace("from-xdp", "from-xdp2")))).toContain(
    "[spec/missing-source]",
  );
  expect(await after(() => renameSync(source.replace("from-xdp", "from-xdp2"), source))).toContain("no findings");
});

test("without a terminal there are no escape codes, and Ctrl-C ends it with 0", async () => {
  expect(printed).not.toContain("\u001b");
  child.kill("SIGINT");
  expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0);
});
