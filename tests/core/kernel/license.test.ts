import { describe, expect, test } from "vitest";
import { faultOf, xdpPrograms } from "../../drivers/run-program.ts";

const bodies = {
  kfunc: "struct bpf_dynptr p; bpf_dynptr_from_xdp(ctx, 0, &p); return 2;",
  print: 'bpf_printk("hello"); return 2;',
  probe: "u64 n = 0; bpf_probe_read_kernel(&n, 8, ctx); return 2;",
  clock: "return bpf_ktime_get_ns() ? 2 : 1;",
  alone: "return 2;",
};
const under = (license: string | undefined) => xdpPrograms(bodies, { license });

describe.each([["Proprietary"], ["BSD"], ["gpl"], ["GPL "], ["GPL v3"], [""], [undefined]])(
  "under the license %j",
  (license) => {
    const run = under(license);
    test.each([
      ["kfunc", "bpf_dynptr_from_xdp"],
      ["print", "bpf_trace_printk"],
      ["probe", "bpf_probe_read_kernel"],
    ] as const)("a call is refused: %s", (name, called) => {
      const fault = faultOf(run(name));
      expect(fault).toMatchObject({ rule: "license", message: expect.stringContaining(called) });
      expect(fault.message).toContain(license ? `"${license}"` : "no license");
    });

    test.each(["clock", "alone"] as const)("what is open to all runs: %s", (name) => {
      expect(run(name).fault).toBeUndefined();
    });
  },
);

/** license_is_gpl_compatible (include/linux/license.h, v7.3). */
test.each([["GPL"], ["GPL v2"], ["GPL and additional rights"], ["Dual BSD/GPL"], ["Dual MIT/GPL"], ["Dual MPL/GPL"]])(
  "under %j every call is made",
  (license) => {
    const run = under(license);
    expect(run("kfunc").fault).toBeUndefined();
    expect(run("print").fault).toBeUndefined();
  },
);
