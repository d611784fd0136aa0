import { cgroupSkb } from "./cgroup-skb.ts";
import type { ContextModel } from "./context.ts";
import { flowDissector } from "./flow-dissector.ts";
import { lwtIn, lwtOut, lwtSeg6local, lwtXmit } from "./lwt.ts";
import { netfilter } from "./netfilter.ts";
import { rawTracepoint } from "./raw-tracepoint.ts";
import { schedAct, schedCls } from "./sched-cls.ts";
import { skLookup } from "./sk-lookup.ts";
import { skSkb } from "./sk-skb.ts";
import { socketFilter } from "./socket-filter.ts";
import { syscall } from "./syscall.ts";
import { tracing } from "./tracing.ts";
import { xdp } from "./xdp.ts";

/** Every program type whose context is modelled, in the order of enum bpf_prog_type. */
export const contexts: readonly ContextModel[] = [
  socketFilter,
  schedCls,
  schedAct,
  xdp,
  cgroupSkb,
  lwtIn,
  lwtOut,
  lwtXmit,
  skSkb,
  rawTracepoint,
  lwtSeg6local,
  flowDissector,
  tracing,
  skLookup,
  syscall,
  netfilter,
];
