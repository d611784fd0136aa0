import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { compile } from "../../drivers/compile.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { globalAfter, programName, xdpSource } from "../../drivers/run-program.ts";

const fileScope = `
u64 value, put;
struct {
  __uint(type, BPF_MAP_TYPE_SOCKMAP);
  __uint(max_entries, 2);
  __type(key, u32);
  __type(value, u64);
} ends SEC(".maps"), own SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_SOCKHASH);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, u64);
} table SEC(".maps");
`;

/** Looks the server's end up, and does something with it. */
const withSocket = (action: string) => `
u32 zero = 0, one = 1, two = 2;
struct bpf_sock *sk = bpf_map_lookup_elem(&ends, &one);
if (!sk) return 1;
${action}
bpf_sk_release(sk);
return 1;`;

const cases = [
  { name: "is found", action: "value = sk->state;", value: "1" },
  { name: "is put into a map", action: "put = bpf_map_update_elem(&own, &one, sk, 0); value = sk->state;", value: "1" },
  {
    name: "is put in once",
    action: "bpf_map_update_elem(&own, &one, sk, 0); value = bpf_map_update_elem(&own, &one, sk, 1);",
    value: -17,
  },
  { name: "has a place in the map", action: "value = bpf_map_update_elem(&own, &two, sk, 0);", value: -7 },
  {
    name: "takes the place of another",
    action: "bpf_map_update_elem(&table, &one, sk, 0); value = bpf_map_update_elem(&table, &one, sk, 2);",
    value: 0,
  },
  {
    name: "finds a full hash",
    action: "bpf_map_update_elem(&table, &one, sk, 0); value = bpf_map_update_elem(&table, &two, sk, 0);",
    value: -7,
  },
  {
    name: "is taken out",
    action:
      "bpf_map_update_elem(&own, &one, sk, 0); bpf_map_delete_elem(&own, &one); value = bpf_map_delete_elem(&own, &one);",
    value: -22,
  },
];

const source = xdpSource(
  cases.map(({ action }) => withSocket(action)),
  { fileScope, section: "sk_lookup" },
);

const asU64 = (value: string | number) => String(BigInt.asUintN(64, BigInt(value)));

/** Only user space can fill a map for such a program, while the program runs for another connection: no trigger does that. */
test.each(cases.map((each, index) => ({ ...each, index })))("a socket of a map $name", ({ index, value }) => {
  const scenario = {
    name: "test",
    summary: "A test.",
    context: { family: 2, protocol: 6 },
    trigger: [{ tcp: { port: 7000, bytes: 1, map: "ends" } }],
    expect: {},
  };
  const { outcome, problem } = emulate(compile(source), programName(index), scenario, kernelFacts);
  if (!outcome) throw new Error(problem.message);
  expect(outcome.fault).toBeUndefined();
  expect(globalAfter(outcome, "value")).toBe(asU64(value));
  expect(globalAfter(outcome, "put")).toBe("0");
});
