import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { availabilityFileSchema } from "../../../src/core/facts/availability-file.ts";
import { readKept } from "../../../src/node/linux/fetch-kernel.ts";
import type { LinuxResult } from "../../../src/node/linux/job.ts";
import { runLinuxJobs } from "../../../src/node/linux/run-linux-jobs.ts";
import { compileSmall } from "../linux/compile-small.ts";
import { cache, whyNot } from "../linux/kernels.ts";

interface Pair {
  readonly program: string;
  readonly kfunc: string;
  readonly form: string;
  /** What the verifier says of a pair that is not allowed. */
  readonly words?: RegExp;
}

const modules = ["conntrack"] as const;

const notAllowed = /calling kernel function \S+ is not allowed/;
const otherContext =
  /(pointer type STRUCT __sk_buff must point to|type=ctx expected=|R1 is ctx expected STRUCT __sk_buff)/;
const mustSleep = /program must be sleepable to call sleepable kfunc/;

const pairs: readonly Pair[] = [
  { program: "xdp_dynptr", kfunc: "bpf_dynptr_from_xdp", form: "xdp" },
  { program: "tc_dynptr", kfunc: "bpf_dynptr_from_skb", form: "tc" },
  { program: "tc_connection", kfunc: "bpf_skb_ct_lookup", form: "tc" },
  { program: "xdp_connection", kfunc: "bpf_xdp_ct_lookup", form: "xdp" },
  { program: "fentry_task", kfunc: "bpf_task_from_pid", form: "fentry" },
  { program: "lsm_path", kfunc: "bpf_path_d_path", form: "lsm" },
  { program: "iterator_count", kfunc: "bpf_iter_num_new", form: "iter/task" },
  { program: "syscall_cgroup", kfunc: "bpf_cgroup_from_id", form: "syscall" },
  { program: "cgroup_dynptr", kfunc: "bpf_dynptr_from_skb", form: "cgroup_skb/egress" },
  { program: "kprobe_preemption", kfunc: "bpf_preempt_disable", form: "kprobe" },
  { program: "uprobe_copy", kfunc: "bpf_copy_from_user_str", form: "uprobe.s" },
  { program: "socket_rcu", kfunc: "bpf_rcu_read_lock", form: "socket" },
  { program: "fentry_cpumask", kfunc: "bpf_cpumask_create", form: "fentry" },
  { program: "xdp_skb_dynptr", kfunc: "bpf_dynptr_from_skb", form: "xdp", words: notAllowed },
  { program: "tc_xdp_dynptr", kfunc: "bpf_dynptr_from_xdp", form: "tc", words: notAllowed },
  { program: "socket_cpumask", kfunc: "bpf_cpumask_create", form: "socket", words: notAllowed },
  { program: "kprobe_cpumask", kfunc: "bpf_cpumask_create", form: "kprobe", words: notAllowed },
  { program: "tc_copy", kfunc: "bpf_copy_from_user_str", form: "tc", words: mustSleep },
  { program: "fentry_copy", kfunc: "bpf_copy_from_user_str", form: "fentry", words: mustSleep },
  { program: "fentry_digest", kfunc: "bpf_get_fsverity_digest", form: "fentry", words: notAllowed },
  { program: "cgroup_connection", kfunc: "bpf_skb_ct_lookup", form: "cgroup_skb/egress", words: notAllowed },
  { program: "syscall_connection", kfunc: "bpf_xdp_ct_lookup", form: "syscall", words: notAllowed },
  {
    program: "fentry_css_tasks",
    kfunc: "bpf_iter_css_task_new",
    form: "fentry",
    words: /css_task_iter is only allowed/,
  },
  { program: "xdp_skb_connection", kfunc: "bpf_skb_ct_lookup", form: "xdp", words: otherContext },
  { program: "tc_xdp_connection", kfunc: "bpf_xdp_ct_lookup", form: "tc", words: otherContext },
  { program: "bind_dynptr", kfunc: "bpf_dynptr_from_skb", form: "cgroup/bind4", words: otherContext },
  { program: "message_dynptr", kfunc: "bpf_dynptr_from_skb", form: "sk_msg", words: notAllowed },
  {
    program: "fentry_context",
    kfunc: "bpf_cast_to_kern_ctx",
    form: "fentry",
    words: /kern ctx type id \d+ is not a struct/,
  },
];

/** Whether `content/kernels/<release>/availability.json` says that the pair is allowed. */
function isMeasuredAllowed(release: string, { kfunc, form }: Pair): boolean {
  const path = new URL(`../../../content/kernels/${release}/availability.json`, import.meta.url);
  const { forms, allowed } = availabilityFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const found = forms.find(({ name }) => name === form);
  if (!found) throw new Error(`${release} has no form ${form}`);
  return allowed[kfunc]?.includes(found.class) ?? false;
}

/** The kernels for clouds that `npm run verify` fetches: of the same source as the full ones that were measured. */
describe.each(["6.12", "7.3"])("programs of one's own in Linux %s agree with what was measured", (release) => {
  const kernel = readKept(join(cache, "kernels", release));
  const results = new Map<string, LinuxResult>();

  beforeAll(async () => {
    if (!kernel || whyNot !== "") return;
    const object = compileSmall(readFileSync(new URL("pairs.bpf.c", import.meta.url), "utf8"));
    const jobs = pairs.map(({ program }) => ({ name: program, object, program, modules }));
    const found = await runLinuxJobs(kernel, jobs, { cache, guests: 1 });
    for (const [index, { name }] of jobs.entries()) results.set(name, found[index] as LinuxResult);
  }, 240_000);

  test.skipIf(!kernel || whyNot !== "").each(pairs)("$kfunc in $form", (pair) => {
    const result = results.get(pair.program);
    const said = result?.kind === "rejected" ? result.log : JSON.stringify(result);
    expect(isMeasuredAllowed(release, pair)).toBe(pair.words === undefined);
    expect(result?.kind, said).toBe(pair.words ? "rejected" : "ran");
    if (pair.words) expect(said).toMatch(pair.words);
  });
});
