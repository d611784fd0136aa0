import { cgroupMaps } from "./cgroup-maps.ts";
import { cgroupResult } from "./cgroup-result.ts";
import { checkMtu } from "./check-mtu.ts";
import { checksum } from "./checksum.ts";
import { clockAndChance } from "./clock-and-chance.ts";
import { currentCgroup } from "./current-cgroup.ts";
import { currentTask } from "./current-task.ts";
import { dynptr } from "./dynptr.ts";
import { fibLookup } from "./fib-lookup.ts";
import type { HelperModel } from "./helper.ts";
import { kptrExchange } from "./kptr-exchange.ts";
import { localStorage } from "./local-storage.ts";
import { loop } from "./loop.ts";
import { maps } from "./maps.ts";
import { path } from "./path.ts";
import { perCpuPointer } from "./per-cpu-pointer.ts";
import { perfEvent } from "./perf-event.ts";
import { printing } from "./print.ts";
import { probeRead } from "./probe-read.ts";
import { processor } from "./processor.ts";
import { redirectMap } from "./redirect-map.ts";
import { selectReuseport } from "./reuseport.ts";
import { ringBuffer } from "./ring-buffer.ts";
import { seqFiles } from "./seq-file.ts";
import { signals } from "./signals.ts";
import { skb } from "./skb.ts";
import { skbHeader } from "./skb-header.ts";
import { skbProtocol } from "./skb-protocol.ts";
import { skbRedirect } from "./skb-redirect.ts";
import { skbRoom } from "./skb-room.ts";
import { skbSize } from "./skb-size.ts";
import { skbSocket } from "./skb-socket.ts";
import { skbTunnel } from "./skb-tunnel.ts";
import { skbVlan } from "./skb-vlan.ts";
import { skbXfrm } from "./skb-xfrm.ts";
import { sockOps } from "./sock-ops.ts";
import { socket } from "./socket.ts";
import { socketCgroup } from "./socket-cgroup.ts";
import { socketIdentity } from "./socket-identity.ts";
import { socketLookup } from "./socket-lookup.ts";
import { socketMaps } from "./socket-maps.ts";
import { socketMessage } from "./socket-message.ts";
import { socketOption } from "./socket-option.ts";
import { spinLock } from "./spin-lock.ts";
import { stacks } from "./stacks.ts";
import { sysctl } from "./sysctl.ts";
import { tailCall } from "./tail-call.ts";
import { tcpCongestion } from "./tcp-congestion.ts";
import { text } from "./text.ts";
import { timer } from "./timer.ts";
import { tracedCalls } from "./traced-call.ts";
import { userRing } from "./user-ring-buffer.ts";
import { xdp } from "./xdp.ts";

/** Every BPF helper that has a model, by family. */
export const helpers: readonly HelperModel[] = [
  ...maps,
  ...ringBuffer,
  ...userRing,
  ...redirectMap,
  ...localStorage,
  ...cgroupMaps,
  ...perfEvent,
  ...stacks,
  ...dynptr,
  ...loop,
  ...tailCall,
  ...spinLock,
  ...timer,
  kptrExchange,
  ...perCpuPointer,
  ...clockAndChance,
  ...processor,
  ...currentTask,
  ...currentCgroup,
  ...xdp,
  ...skb,
  ...skbSize,
  ...skbRoom,
  ...skbProtocol,
  ...skbVlan,
  ...skbXfrm,
  ...skbTunnel,
  ...skbHeader,
  ...skbRedirect,
  ...skbSocket,
  ...checkMtu,
  ...fibLookup,
  ...socket,
  ...socketLookup,
  ...socketCgroup,
  ...socketIdentity,
  ...socketMaps,
  selectReuseport,
  ...socketMessage,
  ...socketOption,
  ...sockOps,
  ...sysctl,
  ...cgroupResult,
  ...checksum,
  ...probeRead,
  ...printing,
  ...seqFiles,
  ...text,
  ...tracedCalls,
  ...path,
  ...signals,
  ...tcpCongestion,
];
