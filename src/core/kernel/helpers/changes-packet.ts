/** Helpers after which pointers into the packet are dead, whatever came of the call (bpf_helper_changes_pkt_data, net/core/filter.c, v7.3). */
export const changesPacket: ReadonlySet<string> = new Set([
  "bpf_clone_redirect",
  "bpf_l3_csum_replace",
  "bpf_l4_csum_replace",
  "bpf_lwt_push_encap",
  "bpf_lwt_seg6_action",
  "bpf_lwt_seg6_adjust_srh",
  "bpf_lwt_seg6_store_bytes",
  "bpf_msg_pop_data",
  "bpf_msg_pull_data",
  "bpf_msg_push_data",
  "bpf_skb_adjust_room",
  "bpf_skb_change_head",
  "bpf_skb_change_proto",
  "bpf_skb_change_tail",
  "bpf_skb_pull_data",
  "bpf_skb_store_bytes",
  "bpf_skb_vlan_pop",
  "bpf_skb_vlan_push",
  "bpf_store_hdr_opt",
  "bpf_tail_call",
  "bpf_xdp_adjust_head",
  "bpf_xdp_adjust_meta",
  "bpf_xdp_adjust_tail",
]);

/** Kfuncs after which they are (bpf_is_kfunc_pkt_changing, kernel/bpf/verifier.c, v7.3). */
export const kfuncsChangingPacket: ReadonlySet<string> = new Set(["bpf_xdp_pull_data"]);
