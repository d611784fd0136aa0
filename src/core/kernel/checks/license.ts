import { describeLicense, isGplCompatible } from "../license.ts";
import type { KfuncCheck } from "./check.ts";

/**
 * The program's license is GPL-compatible (bpf_add_kfunc_call, kernel/bpf/verifier.c, v7.3). Linux looks at all calls
 * that the program holds; here those that the run reaches are seen.
 */
export const license: KfuncCheck = {
  name: "license",
  description: "Only a program under a GPL-compatible license may call kfuncs.",
  before(kernel, { prototype }) {
    const { license } = kernel.program;
    if (isGplCompatible(license)) return;
    kernel.fault("license", `${prototype.name} is called by a program that ${describeLicense(license)}`);
  },
};
