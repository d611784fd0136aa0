/**
 * A kfunc that took another's place: the same thing under another name, perhaps with other parameters. Only where no rule
 * tells it; found in the kernel's history of each.
 */
const renamed: Readonly<Record<string, string>> = {
  scx_bpf_consume: "scx_bpf_dsq_move_to_local",
  scx_bpf_dispatch: "scx_bpf_dsq_insert",
  scx_bpf_dispatch_vtime: "scx_bpf_dsq_insert_vtime",
  scx_bpf_dispatch_from_dsq: "scx_bpf_dsq_move",
  scx_bpf_dispatch_from_dsq_set_slice: "scx_bpf_dsq_move_set_slice",
  scx_bpf_dispatch_from_dsq_set_vtime: "scx_bpf_dsq_move_set_vtime",
  scx_bpf_dispatch_vtime_from_dsq: "scx_bpf_dsq_move_vtime",
  bbr_cwnd_event: "bbr_cwnd_event_tx_start",
  cubictcp_cwnd_event: "cubictcp_cwnd_event_tx_start",
  cgroup_rstat_updated: "css_rstat_updated",
  cgroup_rstat_flush: "css_rstat_flush",
};

/**
 * The name under which a kfunc goes on, where one of `names` is it: `bpf_obj_new_impl` lost its suffix when the kernel
 * began to pass the last arguments by itself (KF_IMPLICIT_ARGS, 7.0), and `NAME___v2` takes over from NAME with other
 * parameters (libbpf ignores what follows three underscores).
 */
export function successorOf(name: string, names: ReadonlySet<string>): string | undefined {
  const candidates = [
    renamed[name],
    name.endsWith("_impl") ? name.slice(0, -"_impl".length) : undefined,
    `${name}___v2`,
  ];
  return candidates.find((candidate) => candidate !== undefined && names.has(candidate));
}
