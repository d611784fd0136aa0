import { describe, expect, test } from "vitest";
import { casePrograms, faultOf, globalAfter } from "../../drivers/run-program.ts";

const fileScope = "u64 value; volatile u64 at = 4;";

/** Bodies that end well, and what they leave in `value`. */
const allowed = [
  { name: "the length of the linear part", body: "value = ctx->data_end - ctx->data;", value: "58" },
  {
    name: "the protocol of the packet",
    body: `u8 *data = (void *)(long)ctx->data; void *end = (void *)(long)ctx->data_end;
      if ((void *)(data + 24) > end) return 1;
      value = data[23];`,
    value: "50",
  },
  { name: "no metadata", body: "value = ctx->data - ctx->data_meta;", value: "0" },
  { name: "the interface", body: "value = ctx->ingress_ifindex;", value: "1" },
  { name: "the queue", body: "value = ctx->rx_queue_index + 7;", value: "7" },
];

const refused = [
  { name: "a part of a member", body: "value = *(u8 *)&ctx->ingress_ifindex;", rule: "context-access" },
  { name: "two members at once", body: "value = *(volatile u64 *)((void *)ctx + 8);", rule: "context-access" },
  { name: "egress_ifindex outside of a devmap", body: "value = ctx->egress_ifindex;", rule: "context-access" },
  {
    name: "a pointer with its sign extended",
    body: 'asm volatile("r1 = %0; .8byte 0x1081" :: "r"(ctx) : "r0", "r1");',
    rule: "context-access",
  },
  { name: "past the end", body: "value = *(u32 *)((void *)ctx + 24);", rule: "context-access" },
  { name: "a write", body: "ctx->rx_queue_index = 1;", rule: "context-access" },
  {
    name: "the packet past data_end",
    body: "value = *((u8 *)(long)ctx->data + 57 + (at >> 2));",
    rule: "out-of-bounds",
  },
  { name: "the packet before data", body: "value = *((u8 *)(long)ctx->data - 1);", rule: "out-of-bounds" },
];

describe("struct xdp_md", () => {
  const run = casePrograms([...allowed, ...refused], ({ body }) => `${body}\nreturn XDP_PASS;`, { fileScope });

  test.each(allowed)("gives $name", ({ name, value }) => {
    const outcome = run(name);
    expect(outcome.fault).toBeUndefined();
    expect(globalAfter(outcome, "value")).toBe(value);
  });

  test.each(refused)("refuses $name", ({ name, rule, body }) => {
    const fault = faultOf(run(name));
    expect(fault.rule).toBe(rule);
    expect(fault.at.text).toContain(body.trim());
  });

  test("ends at the linear part where the packet has fragments", () => {
    expect(globalAfter(run("the length of the linear part", { linear_length: 20 }), "value")).toBe("20");
  });
});
