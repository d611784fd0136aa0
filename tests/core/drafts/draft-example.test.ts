import { describe, expect, test } from "vitest";
import { draftExample } from "../../../src/core/drafts/draft-example.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";

const [facts] = contentKernels.releases;
if (!facts) throw new Error("no release has facts");
const kernel = { facts, btf: contentKernels.btf };
const draft = (...kfuncs: string[]) => draftExample(kernel, "draft", kfuncs);

/** The form of program, and a part of the C that calls the kfunc. */
const drafts = [
  { kfunc: "bpf_get_kmem_cache", form: "syscall", holds: "found = bpf_get_kmem_cache(addr) != NULL;" },
  { kfunc: "crash_kexec", form: "syscall", holds: "if (armed) {\n\t\tcrash_kexec(&regs);" },
  { kfunc: "bpf_xdp_flow_lookup", form: "xdp", holds: "bpf_xdp_flow_lookup(ctx, &fib_tuple, &opts, sizeof(opts))" },
  { kfunc: "bpf_skb_get_fou_encap", form: "tc", holds: "result = bpf_skb_get_fou_encap(ctx, &encap);" },
  { kfunc: "bpf_icmp_send", form: "cgroup_skb/egress", holds: "bpf_icmp_send(ctx, type, code)" },
  { kfunc: "bpf_sock_destroy", form: "iter/tcp", holds: "if (object) {\n\t\tresult = bpf_sock_destroy(object);" },
  {
    kfunc: "bpf_arena_free_pages",
    form: "syscall",
    holds: "if (pages) {\n\t\tbpf_arena_free_pages(&arena, pages, page_cnt);",
  },
  {
    kfunc: "bpf_arena_reserve_pages",
    form: "syscall",
    holds: "result = bpf_arena_reserve_pages(&arena, (void *)ptr, page_cnt);",
  },
  {
    kfunc: "hid_bpf_hw_request",
    form: "syscall",
    holds:
      "if (hid_bpf_ctx) {\n\t\tresult = hid_bpf_hw_request(hid_bpf_ctx, buf, sizeof(buf), rtype, reqtype);\n\t\thid_bpf_release_context(hid_bpf_ctx);\n\t}",
  },
  {
    kfunc: "hid_bpf_release_context",
    form: "syscall",
    holds: "if (hid_bpf_ctx) {\n\t\thid_bpf_release_context(hid_bpf_ctx);\n\t}",
  },
  {
    kfunc: "bpf_get_mem_cgroup",
    form: "syscall",
    holds:
      "mem_cgroup = bpf_get_mem_cgroup(&cgroup->self);\n\t\tif (mem_cgroup) {\n\t\t\tfound = true;\n\t\t\tbpf_put_mem_cgroup(mem_cgroup);",
  },
  {
    kfunc: "bpf_skb_get_hash",
    form: "struct_ops/draft",
    holds: "result = bpf_skb_get_hash(skb);\n\tbpf_qdisc_skb_drop(skb, to_free);",
  },
  { kfunc: "bpf_kfree_skb", form: "struct_ops/draft", holds: "runs++;\n\tbpf_kfree_skb(skb);\n\treturn 1;" },
  { kfunc: "cubictcp_cong_avoid", form: "struct_ops/draft", holds: ".cong_avoid = (void *)draft," },
  { kfunc: "scx_bpf_dsq_insert", form: "struct_ops/draft", holds: "scx_bpf_dsq_insert(p, dsq_id, slice, enq_flags);" },
  {
    kfunc: "scx_bpf_dsq_move",
    form: "syscall",
    holds:
      "while ((item = bpf_iter_scx_dsq_next(&it))) {\n\t\tresult = scx_bpf_dsq_move(&it, item, dsq_id2, enq_flags);\n\t}\n\tbpf_iter_scx_dsq_destroy(&it);\n\tbpf_rcu_read_unlock();",
  },
  { kfunc: "scx_bpf_dsq_insert___v2", form: "struct_ops/draft", holds: "scx_bpf_dsq_insert___v2___ksym(p" },
] as const;

describe("a draft of an example", () => {
  test.each(drafts)("calls $kfunc in $form", ({ kfunc, form, holds }) => {
    const made = draft(kfunc);
    expect(made?.missing).toEqual([]);
    expect(made?.source).toContain(holds);
    expect(made?.source).toContain(`SEC("${form}")`);
  });

  test("calls several kfuncs in one program", () => {
    expect(draft("scx_bpf_now", "bpf_get_kmem_cache")?.source).toMatch(
      /result = scx_bpf_now\(\);\n\tfound = bpf_get_kmem_cache\(addr\) != NULL;/,
    );
  });

  test("says which argument nothing can be made up for, and leaves the call to the author", () => {
    const made = draft("bpf_sk_assign_tcp_reqsk");
    expect(made?.missing).toEqual([{ kfunc: "bpf_sk_assign_tcp_reqsk", name: "sk", type: "struct sock *" }]);
    expect(made?.source).toContain("/* TODO: call int bpf_sk_assign_tcp_reqsk(");
    expect(made?.source).not.toContain("attrs = {}");
  });

  test("is none where no program may call the kfunc", () => {
    expect(draft("__bpf_trap")).toBeUndefined();
  });

  test("marks what only an author can say", () => {
    const made = draft("bpf_get_kmem_cache");
    expect(made?.scenarios.match(/TODO:/g)).toHaveLength(5);
    expect(made?.source.match(/TODO:/g)).toHaveLength(1);
  });
});
