import type { Cpus, Kernel } from "../kernel/kernel.ts";
import { XfrmState } from "../kernel/objects/xfrm-state.ts";
import type { KernelState, XfrmStateDescription } from "../spec/example-spec.ts";
import { addConntrack } from "./conntrack-state.ts";
import { addDevice, addNeighbour, addRoute } from "./network-state.ts";
import { ipv4Bytes } from "./packet/layers.ts";
import {
  addCgroup,
  addFile,
  addHierarchy,
  addKey,
  addProcess,
  addUserMemory,
  type SetGlobal,
} from "./process-state.ts";
import { SetupSignal } from "./setup-problem.ts";
import { addSocket } from "./socket-state.ts";

/** include/linux/socket.h and the IANA protocol numbers. */
const families = { AF_INET: 2 } as const;
const protocols = { IPPROTO_ESP: 50, IPPROTO_AH: 51 } as const;

/** XFRMA_REPLAY_ESN_MAX in bits (include/uapi/linux/xfrm.h, v7.3). With extended sequence numbers xfrm_init_replay refuses 0. */
const LARGEST_WINDOW = 4096;

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function addXfrmState(kernel: Kernel, description: XfrmStateDescription, index: number): void {
  const { daddr, spi, family, proto, mark, netns_id, replay_esn } = description;
  const path = ["kernel", "xfrm_states", index];
  if (replay_esn && (replay_esn.replay_window < 1 || replay_esn.replay_window > LARGEST_WINDOW)) {
    const message = `The kernel takes replay windows of 1 to ${LARGEST_WINDOW}, not ${replay_esn.replay_window}`;
    throw new SetupSignal(message, [...path, "replay_esn", "replay_window"]);
  }
  const net = netns_id === undefined ? kernel.net : kernel.net.addPeer(netns_id);
  const selector = { daddr: ipv4Bytes(daddr), spi: bigEndian(spi), family: families[family], proto: protocols[proto] };
  if (net.lookupXfrmState({ ...selector, mark: mark ? (mark.v & mark.m) >>> 0 : 0 })) {
    throw new SetupSignal(
      "The kernel refuses a second state that this lookup would find (EEXIST)",
      path,
      "Give it another address, SPI, protocol or mark.",
    );
  }
  net.addXfrmState(
    new XfrmState(kernel, `xfrm_state #${index + 1}`, {
      ...selector,
      ...(mark && { mark }),
      ...(replay_esn && { replayEsn: { replayWindow: replay_esn.replay_window } }),
    }),
  );
}

/** Builds the state that a scenario describes in the modelled kernel. */
export function setUpKernel(kernel: Kernel, state: KernelState, setGlobal: SetGlobal = () => {}): void {
  const {
    netns_ids = [],
    xfrm_states = [],
    cgroups = [],
    cgroup_hierarchies = [],
    files = [],
    user_memory = [],
    keys = [],
    processes = [],
    sockets = [],
    conntrack = [],
    devices = [],
    routes = [],
    neighbours = [],
  } = state;
  for (const [index, description] of cgroups.entries()) addCgroup(kernel, description, index);
  for (const [index, description] of cgroup_hierarchies.entries()) addHierarchy(kernel, description, index, setGlobal);
  for (const description of files) addFile(kernel, description);
  for (const description of user_memory) addUserMemory(kernel, description);
  for (const [index, description] of keys.entries()) addKey(kernel, description, index, setGlobal);
  for (const [index, description] of processes.entries()) addProcess(kernel, description, index);
  for (const description of devices) addDevice(kernel, description);
  for (const [index, description] of routes.entries()) addRoute(kernel, description, index);
  for (const [index, description] of neighbours.entries()) addNeighbour(kernel, description, index);
  for (const [index, description] of conntrack.entries()) addConntrack(kernel, description, index);
  for (const [index, description] of sockets.entries()) addSocket(kernel, description, index);
  for (const id of netns_ids) kernel.net.addPeer(id);
  for (const [index, description] of xfrm_states.entries()) addXfrmState(kernel, description, index);
}

/** The machine's processors; the program runs on the first one that is online. */
export function cpusOf({ cpus }: KernelState): { readonly cpus?: Cpus } {
  if (!cpus) return {};
  return { cpus: { possible: Math.max(...cpus.online) + 1, current: cpus.online[0] ?? 0 } };
}
