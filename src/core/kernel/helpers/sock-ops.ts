import { toS32, toU64 } from "../../bytes/integers.ts";
import { contextSocketArgument } from "./context-socket-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** BPF_SOCK_OPS_ALL_CB_FLAGS (include/uapi/linux/bpf.h, v7.3). */
const ALL_CB_FLAGS = 0x7fn;
const MEMBER = "bpf_sock_ops_cb_flags";

/** net/core/filter.c, v7.3. */
export const sockOps: readonly HelperModel[] = [
  {
    name: "bpf_sock_ops_cb_flags_set",
    notModelled: ["The events that are asked for: the program runs once."],
    call(kernel, args) {
      const { context, socket, refusal } = contextSocketArgument(kernel, args(0));
      const asked = toS32(args(1));
      if (refusal) return errnoResult(refusal);
      context.set(MEMBER, asked & ALL_CB_FLAGS);
      socket.options.set("TCP_BPF_SOCK_OPS_CB_FLAGS", Number(asked & ALL_CB_FLAGS));
      return toU64(asked & ~ALL_CB_FLAGS);
    },
  },
];
