import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runObject } from "../../../src/node/run/run-object.ts";
import { runFailed } from "../../../src/node/shards/run-shard.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project } from "../build/content-copy.ts";

/** A few specs, which are read anew with each object. */
const content = join(project, "tests/cases/content");

/** Two programs, of which one counts the bytes of its packets. */
const source = `
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
unsigned long bytes = 5;
SEC("xdp") int measure(struct xdp_md *ctx)
{
	bytes += ctx->data_end - ctx->data;
	return bytes > 100 ? XDP_DROP : XDP_PASS;
}
SEC("tc") int other(struct __sk_buff *skb) { return 0; }
char LICENSE[] SEC("license") = "GPL";
`;

function files(packet: Uint8Array) {
  const folder = temporaryFolder();
  const [object, frame] = [join(folder, "prog.o"), join(folder, "frame.bin")];
  writeFileSync(object, compileWithTypes(source));
  writeFileSync(frame, packet);
  return { object, packet: frame };
}

test("a program of an object runs with a packet, and its outcome is handed back", () => {
  const { runs, diagnostics } = runObject({ ...files(new Uint8Array(60)), program: "measure", content });
  expect(diagnostics).toEqual([]);
  const [run] = runs;
  expect(run).toMatchObject({ key: "prog.o#measure", summary: "packet-1" });
  expect(run?.answers[0]?.result).toMatchObject({
    kind: "ran",
    outcome: {
      returns: { name: "XDP_PASS" },
      globals: [{ name: "bytes", before: { value: "5" }, after: { value: "65" } }],
    },
  });
});

test("where there are several programs, or none of the name, the names are told", () => {
  const { object } = files(new Uint8Array(60));
  expect(() => runObject({ object, content })).toThrow("has several programs");
  expect(() => runObject({ object, content, program: "mesure" })).toThrow("has no program mesure");
});

test("a program that runs on a packet asks for the flag that gives one", () => {
  const { object } = files(new Uint8Array(60));
  const { runs } = runObject({ object, content, program: "measure" });
  expect(runs[0]?.answers[0]?.result).toMatchObject({ kind: "failed", help: "Give one with --packet." });
});

test("a program that breaks a rule fails, and one that breaks none does not", () => {
  const { object, packet } = files(new Uint8Array(60));
  const beyond = `${source.replace("return bytes > 100", "return *(volatile char *)(long)(ctx->data_end + 8)")}`;
  const wrong = join(temporaryFolder(), "wrong.o");
  writeFileSync(wrong, compileWithTypes(beyond));
  const of = (each: string) => runFailed(runObject({ object: each, packet, program: "measure", content }));
  expect([of(object), of(wrong)]).toEqual([false, true]);
});

test("what is no object is a finding", () => {
  const { packet } = files(new Uint8Array(60));
  const { runs, diagnostics } = runObject({ object: packet, content });
  expect(runs).toEqual([]);
  expect(diagnostics.map(({ severity }) => severity)).toContain("error");
});
