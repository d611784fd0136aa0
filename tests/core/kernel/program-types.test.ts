import { describe, expect, test } from "vitest";
import { ProgramTypes } from "../../../src/core/kernel/fields/program-types.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const HEAD = `
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#define CONTAINS(tag) __attribute__((btf_decl_tag("contains:" tag)))
#define KPTR __attribute__((btf_type_tag("kptr")))
struct leaf { struct bpf_list_node node; struct bpf_rb_node in_tree; struct bpf_refcount refcount; __u64 value; };
struct chained { struct bpf_list_node node; };
`;

/** Uses each struct, for clang leaves out what is not. */
const PROGRAM = `
struct root *root;
struct leaf leaf;
SEC("tc") int run(void *ctx)
{
  struct task_struct *task = (void *)bpf_get_current_task();
  struct net_device *device = (void *)task;
  return !!root + leaf.value + task->pid + device->ifindex;
}`;

/** Structs that a program's BTF may or may not hold: what they say, and why the kernel refuses them. */
const cases: readonly { readonly name: string; readonly types: string; readonly why?: string }[] = [
  {
    name: "a list with its lock",
    types: 'struct root { struct bpf_spin_lock lock; struct bpf_list_head head CONTAINS("leaf:node"); };',
  },
  {
    name: "a tree without a lock",
    types: 'struct root { struct bpf_rb_root head CONTAINS("leaf:in_tree"); };',
    why: "needs a bpf_spin_lock",
  },
  {
    name: "a list that says nothing",
    types: "struct root { struct bpf_spin_lock lock; struct bpf_list_head head; };",
    why: "needs one __contains()",
  },
  {
    name: "a list of what does not exist",
    types: 'struct root { struct bpf_spin_lock lock; struct bpf_list_head head CONTAINS("branch:node"); };',
    why: "branch",
  },
  {
    name: "a list of another node",
    types: 'struct root { struct bpf_spin_lock lock; struct bpf_list_head head CONTAINS("leaf:in_tree"); };',
    why: "is no bpf_list_node",
  },
  {
    name: "two locks",
    types: "struct root { struct bpf_spin_lock lock, other; };",
    why: "more than one bpf_spin_lock",
  },
  {
    name: "nodes in an array",
    types: "struct root { struct bpf_list_node nodes[2]; struct bpf_refcount refcount; };",
    why: "stands in an array",
  },
  { name: "kptrs in an array", types: "struct root { struct leaf KPTR *leaves[3], *one; };" },
  { name: "too many kptrs", types: "struct root { struct leaf KPTR *leaves[12], *one; };", why: "more than 11 fields" },
  {
    name: "two kinds of nodes without a count",
    types: "struct root { struct bpf_list_node node; struct bpf_rb_node in_tree; };",
    why: "needs a bpf_refcount",
  },
  {
    name: "a kptr to what has no destructor",
    types: "struct root { struct bpf_spin_lock lock; struct net_device KPTR *device; };",
    why: "net_device",
  },
  { name: "a kptr to a task", types: "struct root { struct task_struct KPTR *task; };" },
  { name: "an object that owns its like", types: "struct root { struct root KPTR *next; };", why: "in a circle" },
];

describe("the special fields of a program's structs", () => {
  test.each(cases)("$name", ({ types, why }) => {
    const source = `${HEAD}${types}\n${PROGRAM}`;
    const { value: object } = linkObject(compileWithTypes(source, []), "test.bpf.o", kernelBtf);
    const { btf } = object ?? expect.unreachable();
    const read = new ProgramTypes(btf, kernelBtf);
    expect(read.whyRefused ?? "").toContain(why ?? "");
    expect(read.whyRefused === undefined).toBe(why === undefined);
    const root = btf.find("struct", "root") ?? -1;
    expect(read.recordOf(root) === undefined).toBe(why !== undefined && why !== "in a circle");
  });
});
