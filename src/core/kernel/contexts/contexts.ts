import { cgroupDevice } from "./cgroup-device.ts";
import { cgroupSkb } from "./cgroup-skb.ts";
import { cgroupSock } from "./cgroup-sock.ts";
import { cgroupSockAddr } from "./cgroup-sock-addr.ts";
import { cgroupSockopt } from "./cgroup-sockopt.ts";
import { cgroupSysctl } from "./cgroup-sysctl.ts";
import type { ContextModel } from "./context.ts";
import { flowDissector } from "./flow-dissector.ts";
import { iterator } from "./iterator.ts";
import { kprobe } from "./kprobe.ts";
import { lircMode2 } from "./lirc-mode2.ts";
import { lsm } from "./lsm.ts";
import { lwtIn, lwtOut, lwtSeg6local, lwtXmit } from "./lwt.ts";
import { netfilter } from "./netfilter.ts";
import { perfEvent } from "./perf-event.ts";
import { rawTracepoint } from "./raw-tracepoint.ts";
import { rawTracepointWritable } from "./raw-tracepoint-writable.ts";
import { schedAct, schedCls } from "./sched-cls.ts";
import { skLookup } from "./sk-lookup.ts";
import { skMsg } from "./sk-msg.ts";
import { skReuseport } from "./sk-reuseport.ts";
import { skSkb } from "./sk-skb.ts";
import { sockOps } from "./sock-ops.ts";
import { socketFilter } from "./socket-filter.ts";
import { structOps } from "./struct-ops.ts";
import { syscall } from "./syscall.ts";
import { tracepoint } from "./tracepoint.ts";
import { tracing } from "./tracing.ts";
import { xdp, xdpOfCpuMap, xdpOfDevMap } from "./xdp.ts";

/** Every program type whose context is modelled, in the order of enum bpf_prog_type. */
export const contexts: readonly ContextModel[] = [
  socketFilter,
  kprobe,
  schedCls,
  schedAct,
  tracepoint,
  xdp,
  xdpOfDevMap,
  xdpOfCpuMap,
  perfEvent,
  cgroupSkb,
  cgroupSock,
  lwtIn,
  lwtOut,
  lwtXmit,
  sockOps,
  skSkb,
  cgroupDevice,
  skMsg,
  rawTracepoint,
  cgroupSockAddr,
  lwtSeg6local,
  lircMode2,
  skReuseport,
  flowDissector,
  cgroupSysctl,
  rawTracepointWritable,
  cgroupSockopt,
  tracing,
  iterator,
  structOps,
  lsm,
  skLookup,
  syscall,
  netfilter,
];
