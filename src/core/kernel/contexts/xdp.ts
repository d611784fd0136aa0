import type { AccessSize } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import type { PacketBytes } from "../objects/packet-parts.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { StructAccess, structType } from "../objects/struct-access.ts";
import { XdpBuff } from "../objects/xdp-buff.ts";
import { XdpBuffContext } from "../objects/xdp-buff-context.ts";
import { bound } from "./bound-context.ts";
import { type Arrival, type ContextModel, type EnteredContext, RefusedInput, UnmodelledInput } from "./context.ts";

/** The device of the kernel's own test runs: the loopback device. Every packet comes by a device's first queue. */
const IFINDEX = 1;
const QUEUE = 0n;

const STRUCT = "xdp_md";

type Members = Readonly<Record<string, (buff: XdpBuff) => bigint>>;

/**
 * What the program reads by each member (xdp_convert_ctx_access, net/core/filter.c, v7.3). Loads of 4 bytes give whole
 * pointers where the member is one.
 */
const members: Members = {
  data: (buff) => buff.address("data"),
  data_end: (buff) => buff.address("end"),
  data_meta: (buff) => buff.address("meta"),
  ingress_ifindex: ({ arrival }) => BigInt(arrival?.device.ifindex ?? IFINDEX),
  rx_queue_index: () => QUEUE,
};

/** The struct xdp_md of a packet: only whole members are readable, none is writable (xdp_is_valid_access, v7.3). */
function xdpContext(kernel: Kernel, buff: XdpBuff, readable: Members): Region {
  const type = structType(kernel.btf, STRUCT);
  const layout = new StructAccess(kernel.btf, type, { read: () => new Uint8Array(8), write: () => undefined });
  const byOffset = new Map(Object.entries(readable).map(([name, read]) => [layout.place(name).offset, read]));
  const refuse = (intent: string, offset: number, size: AccessSize) =>
    kernel.fault(
      "context-access",
      `${intent} of ${counted(size, "byte")} at offset ${offset} of struct xdp_md is not allowed`,
    );
  return kernel.memory.allocate({
    kind: "context",
    name: "ctx",
    bytes: layout.size,
    type,
    access: {
      load(offset, size) {
        const read = size === 4 ? byOffset.get(offset) : undefined;
        return read ? read(buff) : refuse("a read", offset, size);
      },
      store: (offset, size) => refuse("a write", offset, size),
    },
  });
}

/** The context of a program that a redirect leads to, on the packet as it stands; of a device's, with that device. */
export function redirectedContext(kernel: Kernel, buff: XdpBuff, egress: number | undefined): Region {
  const further: Members = egress === undefined ? {} : { egress_ifindex: () => BigInt(egress) };
  buff.context = bound(xdp, xdpContext(kernel, buff, { ...members, ...further }));
  return buff.context;
}

/** A frame that is sent through one end of a veth comes in at the other. */
function receivedBy(kernel: Kernel, { device: name, sentThrough, isDeviceBound }: Arrival): XdpBuff["arrival"] {
  const device = kernel.net.devices.named(name);
  if (!device) throw new RefusedInput(`The scenario has no device ${name}`, ["attach", "device"]);
  if (device.peer === sentThrough) return { device, isDeviceBound };
  const message = `What is sent through ${sentThrough} does not come in on ${name} in the emulator: only veth is modelled`;
  throw new UnmodelledInput(message, ["trigger"]);
}

function enterXdp(
  kernel: Kernel,
  packet: PacketBytes | undefined,
  readable: Members,
  received?: XdpBuff["arrival"],
): EnteredContext {
  if (!packet) throw new RefusedInput("The scenario has no packet", [], "Add `packet`.");
  const buff = new XdpBuff(kernel, packet, (created) => xdpContext(kernel, created, readable), received);
  kernel.xdp = buff;
  if (!received) kernel.ownContext = new XdpBuffContext(buff);
  return { region: buff.context };
}

const METADATA =
  "That metadata ends where the data starts: for the program's own accesses both are one stretch of memory.";

export const xdp: ContextModel = {
  programType: "BPF_PROG_TYPE_XDP",
  attachTypes: ["BPF_XDP"],
  packet: "xdp",
  returns: "xdp_action",
  notModelled: [
    "A context that the scenario describes: metadata before the packet, another device or queue.",
    "Room behind a packet that comes in on a device; it is that of a test run here.",
    METADATA,
  ],
  enter(kernel, { packet, bytes, arrival }) {
    if (bytes)
      throw new UnmodelledInput("The emulator does not model a described context of XDP programs", ["context"]);
    return enterXdp(kernel, packet, members, arrival && receivedBy(kernel, arrival));
  },
};

/** No test run runs programs of maps: each stands for the run that a redirect would lead to. */
const OF_MAP = "The redirect that leads to the program: it is run on the packet as if one had.";

/** A program of a map of devices also reads which one the packet is sent to: the scenario's context has `egress_ifindex`. */
export const xdpOfDevMap: ContextModel = {
  programType: "BPF_PROG_TYPE_XDP",
  attachTypes: ["BPF_XDP_DEVMAP"],
  packet: "xdp",
  struct: STRUCT,
  returns: "xdp_action",
  notModelled: [OF_MAP, METADATA],
  enter(kernel, { packet, bytes }) {
    const given = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const other = given.setMembers().find((name) => name !== "egress_ifindex");
    if (other) throw new UnmodelledInput(`The emulator does not model another ${other}`, ["context", other]);
    return enterXdp(kernel, packet, { ...members, egress_ifindex: () => given.integer("egress_ifindex") });
  },
};

export const xdpOfCpuMap: ContextModel = {
  ...xdp,
  attachTypes: ["BPF_XDP_CPUMAP"],
  notModelled: [...xdp.notModelled, OF_MAP],
};
