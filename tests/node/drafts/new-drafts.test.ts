import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newExample } from "../../../src/node/drafts/new-example.ts";
import { newKfunc } from "../../../src/node/drafts/new-kfunc.ts";
import { tryExample } from "../../../src/node/drafts/try-example.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkFolder, copyContent, fixFolder } from "../build/content-copy.ts";

const text = (content: string, path: string) => readFileSync(join(content, path), "utf8");

describe("new kfunc", () => {
  test("completes a spec, and writes a page and an example of which nothing is found wrong but that they are drafts", async () => {
    const content = copyContent();
    const spec = "kfuncs/keys/bpf_key_put.yaml";
    const before = text(content, spec);
    const made = newKfunc(content, "bpf_key_put", { example: true });
    expect(made.completed).toBe(spec);
    expect(made.written).toEqual(["kfuncs/keys/bpf_key_put.md"]);
    expect(made.example?.written).toEqual(["examples/keys/put.bpf.c", "examples/keys/put.yaml"]);
    const after = text(content, spec).split("\n");
    expect(before.split("\n").filter((line) => !after.includes(line))).toEqual([]);
    expect(fixFolder(content, (path) => path.includes("keys/"))).toEqual([]);
    expect(text(content, spec)).toContain("acquired_by: bpf_lookup_");
    expect(text(content, spec)).toContain('\n  bkey: "TODO: what it is (struct bpf_key *)"\n');
    const { diagnostics } = await checkFolder(content);
    expect([...new Set(distinctFindings(diagnostics).map(({ code }) => code))]).toEqual(["content/unwritten"]);
  });

  test("changes nothing the second time", () => {
    const content = copyContent();
    newKfunc(content, "bpf_key_put", { example: true });
    const before = text(content, "kfuncs/keys/bpf_key_put.yaml");
    expect(() => newKfunc(content, "bpf_key_put", { example: true })).toThrow(
      "has a spec with every key, a page and an",
    );
    expect(text(content, "kfuncs/keys/bpf_key_put.yaml")).toBe(before);
  });

  test("writes the spec of a kfunc that has none, with since as the kernels leave it open", () => {
    const content = copyContent();
    rmSync(join(content, "kfuncs/arena/bpf_arena_reserve_pages.yaml"));
    const made = newKfunc(content, "bpf_arena_reserve_pages", { example: false });
    expect(made.written).toEqual([
      "kfuncs/arena/bpf_arena_reserve_pages.yaml",
      "kfuncs/arena/bpf_arena_reserve_pages.md",
    ]);
    expect(text(content, "kfuncs/arena/bpf_arena_reserve_pages.yaml")).toMatch(
      /^since: \{ version: "6\.17" \} # TODO: commit/m,
    );
    expect(existsSync(join(content, "examples/arena"))).toBe(false);
    expect(fixFolder(content, (path) => path.endsWith("/bpf_arena_reserve_pages.yaml"))).toEqual([]);
  });

  test.each([
    ["bpf_key_putt", "bpf_key_put"],
    ["bpf_reserve_pages", "bpf_arena_reserve_pages"],
  ])("knows what %s is meant to be", (typed, meant) => {
    expect(() => newKfunc(copyContent(), typed, { example: true })).toThrow(
      expect.objectContaining({ help: `Did you mean ${meant}?` }),
    );
  });

  test("gives the example the kfunc's whole name where another has the short one", () => {
    const content = copyContent();
    newExample(content, "keys/put", ["bpf_rcu_read_lock"]);
    const { example } = newKfunc(content, "bpf_key_put", { example: true });
    expect(example?.key).toBe("keys/key-put");
  });
});

describe("new example", () => {
  test("names the schema for editors where it stands in the folder", () => {
    const key = "task/parent";
    const head = (folder: string) => text(folder, `examples/${key}.yaml`).split("\n")[0];
    const own = temporaryFolder();
    mkdirSync(join(own, "schema"));
    writeFileSync(join(own, "schema/example.schema.json"), "{}");
    newExample(own, key, ["bpf_task_from_pid"]);
    expect(head(own)).toBe("# yaml-language-server: $schema=../../schema/example.schema.json");
    const other = temporaryFolder();
    newExample(other, key, ["bpf_task_from_pid"]);
    expect(head(other)).toBe("source: parent.bpf.c");
  });

  test.each([
    ["sections/in-rcu", ["bpf_rcu_read_lock"]],
    ["task/parent", ["bpf_task_from_pid"]],
    ["dynptr/of-packet", ["bpf_dynptr_from_xdp", "bpf_dynptr_size"]],
    ["tcp-cc/slow-start", ["tcp_reno_undo_cwnd"]],
  ])("%s compiles and can be set up", async (key, kfuncs) => {
    const content = copyContent();
    expect(newExample(content, key, kfuncs).missing).toEqual([]);
    expect(fixFolder(content, (path) => path.endsWith(`${key}.yaml`))).toEqual([]);
    const { diagnostics, lines } = await tryExample(content, sharedCache, key);
    expect(diagnostics.filter(({ code }) => code !== "run/fault")).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  test.each([
    ["xfrm/replay-window", "bpf_key_put", "content/examples/xfrm/replay-window.bpf.c is there already"],
    ["../escape", "bpf_key_put", "../escape is no name of an example"],
    ["xfrm/Upper", "bpf_key_put", "xfrm/Upper is no name of an example"],
    ["keys/none", "bpf_key_pot", "No imported release has a kfunc bpf_key_pot"],
    ["general/trap", "__bpf_trap", "No program may call __bpf_trap: the verifier refuses every program"],
  ])("refuses %s for %s and writes nothing", (key, kfunc, says) => {
    const content = copyContent();
    const before = existsSync(join(content, `examples/${key}.bpf.c`)) && text(content, `examples/${key}.bpf.c`);
    expect(() => newExample(content, key, [kfunc])).toThrow(says);
    const path = join(content, `examples/${key}.bpf.c`);
    expect(existsSync(path) && readFileSync(path, "utf8")).toBe(before);
  });
});
