import { compileC } from "../../drivers/compile-c.ts";

/** C of our own, annotated as the kernel's tests are: `TAG(1, "test_retval=3")`. */
export const compileTagged = (programs: string): Uint8Array =>
  compileC(`
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#define TAG(order, text) __attribute__((btf_decl_tag("comment:" #order ":" text)))
char _license[] SEC("license") = "GPL";
${programs}`);
