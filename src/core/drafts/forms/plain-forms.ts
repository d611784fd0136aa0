import type { DraftForm, HandedObject } from "./form.ts";

const task: HandedObject = { struct: "task_struct", expression: "bpf_get_current_task_btf()" };

const packet = [
  "packet: [{ eth: {} }, { ipv4: { src: 10.0.0.1, dst: 10.0.0.2 } }, { udp: { src: 4000, dst: 53 } }, { zeros: 16 }]",
];

/** A program whose context is a struct, run by a test-run on a packet. */
function onPacket(name: string, struct: string, result: string): DraftForm {
  return {
    name,
    head: (program) => `int ${program}(struct ${struct} *ctx)`,
    result,
    objects: [{ struct, expression: "ctx" }],
    scenario: packet,
    expected: result,
  };
}

const getpgid = ["trigger: [{ syscall: getpgid }]"];

const onlyTrigger = ["if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)", "\treturn 0;"];

/** A program of an event: BPF_PROG hands it trusted objects. The event is one that the trigger of its scenario makes. */
function onEvent(name: string, section: string, parameters: string, more: Partial<DraftForm>): DraftForm {
  return {
    name,
    section,
    head: (program) => `int BPF_PROG(${program}, ${parameters})`,
    result: "0",
    objects: [task],
    headers: ["bpf/bpf_tracing.h"],
    opening: onlyTrigger,
    scenario: getpgid,
    ...more,
  };
}

/** In an iterator over tasks, the task that it is at; none at the end. */
function onIteration(target: string, member: HandedObject, scenario: readonly string[]): DraftForm {
  return {
    name: `iter/${target}`,
    head: (program) => `int ${program}(struct bpf_iter__${target} *ctx)`,
    result: "0",
    objects: [{ ...member, nullable: true }],
    scenario,
  };
}

const casted = (struct: string): HandedObject => ({ struct, expression: "bpf_cast_to_kern_ctx(ctx)" });

/** A program of a cgroup whose context is a struct, which a kfunc takes as the kernel's own. */
function onSocket(name: string, struct: string, kernels: string, result: string): DraftForm {
  return {
    name,
    head: (program) => `int ${program}(struct ${struct} *ctx)`,
    result,
    objects: [{ struct, expression: "ctx" }, casted(kernels)],
    kfuncs: ["bpf_cast_to_kern_ctx"],
    ...(name === "sockops" ? {} : { mayNotRun: true as const }),
    scenario: ["attach: { cgroup: /job }", "trigger: [{ tcp: {} }]"],
  };
}

/** In the order in which a draft tries them: what takes the least to run comes first. */
export const plainForms: readonly DraftForm[] = [
  {
    name: "syscall",
    head: (program) => `int ${program}(void *ctx)`,
    result: "0",
    objects: [task],
    sleepable: true,
    scenario: [],
    expected: "0",
  },
  onPacket("tc", "__sk_buff", "0"),
  onPacket("xdp", "xdp_md", "XDP_PASS"),
  onPacket("cgroup_skb/egress", "__sk_buff", "1"),
  onPacket("socket", "__sk_buff", "0"),
  onSocket("sockops", "bpf_sock_ops", "bpf_sock_ops_kern", "1"),
  onSocket("cgroup/connect_unix", "bpf_sock_addr", "bpf_sock_addr_kern", "1"),
  onEvent("tp_btf", "tp_btf/sys_enter", "struct pt_regs *regs, long id", {
    objects: [task, { struct: "pt_regs", expression: "regs" }],
  }),
  onEvent("lsm", "lsm/file_open", "struct file *file", {
    objects: [task, { struct: "file", expression: "file" }],
    scenario: ["trigger: [{ open: /dev/null }]"],
  }),
  onEvent("lsm.s", "lsm.s/file_open", "struct file *file", {
    objects: [task, { struct: "file", expression: "file" }],
    sleepable: true,
    scenario: ["trigger: [{ open: /dev/null }]"],
  }),
  onIteration("tcp", { struct: "sock_common", expression: "ctx->sk_common" }, ["trigger: [iterate]"]),
  onIteration("task", { struct: "task_struct", expression: "ctx->task" }, ["trigger: [iterate]"]),
];
