import type { LinkedProgram } from "../../object/linked-object.ts";

/** Helpers that may sleep in whatever program (might_sleep of struct bpf_func_proto, v7.3). */
const sleepAnywhere: ReadonlySet<string> = new Set([
  "bpf_btf_find_by_name_kind",
  "bpf_copy_from_user",
  "bpf_copy_from_user_task",
  "bpf_ima_file_hash",
  "bpf_ima_inode_hash",
  "bpf_sys_bpf",
  "bpf_sys_close",
]);

/** Whether a helper may sleep in a program that is loaded so, wherever it is called there. */
export function helperMaySleep(
  name: string,
  { programType, flags }: Pick<LinkedProgram, "programType" | "flags">,
): boolean {
  if (sleepAnywhere.has(name)) return true;
  if (!flags.includes("BPF_F_SLEEPABLE")) return false;
  // Sleepable programs get other prototypes of these (bpf_base_func_proto and kprobe_prog_func_proto, v7.3).
  return name === "bpf_get_task_stack" || (name === "bpf_get_stack" && programType === "BPF_PROG_TYPE_KPROBE");
}
