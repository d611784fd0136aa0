import { describe, expect, test } from "vitest";
import { casePrograms, faultOf } from "../../drivers/run-program.ts";

const fileScope = `
extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;
u64 value;
u8 copied[4];
`;

/** Looks at what no scenario says; each names the member that it meets first. */
const gaps = [
  {
    name: "a pointer",
    body: "value = (long)buff->rxq->dev->ip_ptr;",
    member: "net_device lo holds in its member ip_ptr",
  },
  { name: "a number", body: "value = buff->rxq->dev->flags;", member: "net_device lo holds in its member flags" },
  {
    name: "bytes that a helper copies",
    body: "value = bpf_probe_read_kernel(copied, 4, &buff->rxq->dev->min_mtu);",
    member: "net_device lo holds in its member min_mtu",
  },
];

/** The verifier's rules come first. */
const refused = [
  { name: "a part of a pointer", body: "value = *(u32 *)&buff->rxq->dev->ip_ptr;" },
  { name: "past the end", body: "value = *(u32 *)(buff + 1);" },
];

describe("what the kernel has for a context", () => {
  const run = casePrograms(
    [...gaps, ...refused],
    ({ body }) => `struct xdp_buff *buff = bpf_cast_to_kern_ctx(ctx);\n${body}\nreturn XDP_PASS;`,
    { fileScope },
  );

  test.each(gaps)("is a gap where nobody knows it: $name", ({ name, member }) => {
    const { rule, message } = faultOf(run(name));
    expect(rule).toBe("object-not-modelled");
    expect(message).toContain(member);
  });

  test.each(refused)("refuses $name", ({ name }) => {
    expect(faultOf(run(name)).rule).toBe("out-of-bounds");
  });
});
