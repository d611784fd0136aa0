import { join } from "node:path";
import { expect, test } from "vitest";
import { SelftestWorker } from "../../../src/node/selftests/selftest-worker.ts";
import { compileTagged } from "./tagged-c.ts";

const content = join(import.meta.dirname, "../../../content");

test("a thread runs every program of one object after the other", async () => {
  const object = compileTagged(`
SEC("socket") TAG(0, "test_retval=1") int one(struct __sk_buff *skb) { return 1; }
SEC("socket") TAG(0, "test_auxiliary") int beside(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "test_retval=2") int two(struct __sk_buff *skb) { return 2; }
`);
  const worker = new SelftestWorker({ content, testModule: [] });
  const results = [await worker.run("first", object), await worker.run("second", new Uint8Array(7))];
  await worker.stop();
  expect(results.map(({ file, unloaded }) => [file, unloaded !== undefined])).toEqual([
    ["first", false],
    ["second", true],
  ]);
  const [first] = results;
  expect(first?.programs.map(({ program, ending }) => `${program} ${ending}`).sort()).toEqual([
    "one agrees",
    "two agrees",
  ]);
}, 60_000);
