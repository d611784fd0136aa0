const PROGRAMS = "what else is loaded into the machine is not modelled";
const SOCKETS = "which sockets the machine has beside the scenario's is not known";

/** What iterators go over that has no model, by the name in a section, and why. */
export const unmodelledIterators: Readonly<Record<string, string>> = {
  bpf_prog: PROGRAMS,
  bpf_link: PROGRAMS,
  task_file: "which files processes have open is not modelled",
  bpf_sk_storage_map: SOCKETS,
  sockmap: "the order in which the kernel visits the places of such a map is that of hashes and of empty places",
  tcp: SOCKETS,
  udp: SOCKETS,
  unix: SOCKETS,
  netlink: SOCKETS,
  ipv6_route: "routes of IPv6 are not modelled",
  ksym: "the modelled kernel has no table of symbols",
  dmabuf: "DMA buffers are not modelled",
};
