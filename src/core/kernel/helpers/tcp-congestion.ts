import { CongestionSock } from "../objects/congestion-sock.ts";
import type { HelperModel } from "./helper.ts";
import { objectArgument } from "./object-argument.ts";

/** Helpers of TCP's congestion controls (net/ipv4/bpf_tcp_ca.c, v7.3). */
export const tcpCongestion: readonly HelperModel[] = [
  {
    name: "bpf_tcp_send_ack",
    notModelled: ["The segment that is sent."],
    call(kernel, args) {
      const object = objectArgument(kernel, args(0), { label: "R1", struct: "tcp_sock" });
      if (object instanceof CongestionSock) return 0n;
      return kernel.fault("helper-not-allowed", "bpf_tcp_send_ack is for TCP's congestion controls");
    },
  },
];
