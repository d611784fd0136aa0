import { concatenate } from "../../bytes/concatenate.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { Device, Devices } from "./devices.ts";
import { copyIn, copyOut, lengthOf, type PacketBytes } from "./packet-parts.ts";
import { packetSocket } from "./packet-socket.ts";
import { type SkbBuffer, testRunBuffer } from "./skb-buffer.ts";
import type { Socket } from "./socket.ts";
import type { TunnelInfo } from "./tunnel-info.ts";

const ETH_HLEN = 14;
/** Where programs keep numbers of their own: qdisc_skb_cb.data. */
const CB_BYTES = 20;
/** Numbers of include/uapi/linux/if_packet.h; the loopback device's address is all zeros. */
const packetTypes = { HOST: 0, BROADCAST: 1, MULTICAST: 2, OTHERHOST: 3 } as const;

/** Members of struct sk_buff and its shared info that programs see by numbers. */
export interface SkbFields {
  mark: number;
  priority: number;
  ingressIfindex: number;
  ifindex: number;
  queueMapping: number;
  tcIndex: number;
  tcClassid: number;
  hash: number;
  packetType: number;
  tstamp: bigint;
  hwtstamp: bigint;
  /** qdisc_skb_cb.pkt_len; a test run without a context leaves it 0. */
  wireLength: number;
  gsoSegments: number;
  gsoSize: number;
  /** The clock of `tstamp`: enum of BPF_SKB_CLOCK_*. */
  tstampType: number;
  /** Whether the hash is one: otherwise it would have to be computed. */
  hasHash: boolean;
  /** skb->csum_level where ip_summed is CHECKSUM_UNNECESSARY; undefined where it is CHECKSUM_NONE. */
  checksumLevel: number | undefined;
  /** Inner headers are there: the packet was put into another. */
  isEncapsulated: boolean;
}

/** A VLAN tag beside the packet (__vlan_hwaccel_put_tag). */
export interface VlanTag {
  /** EtherType, as a number read in network order. */
  readonly protocol: number;
  readonly tci: number;
}

/** Where headers start, in bytes from the start of data. */
interface HeaderOffsets {
  mac: number;
  network: number;
  /** Not known in a test run, unless a helper sets it. */
  transport: number | undefined;
}

/** How a test run prepares a packet for a program type. */
export interface SkbLayout {
  /** The program sees the Ethernet header; otherwise data starts behind it. */
  readonly startsAtMac: boolean;
  /** Direct stores to the packet are allowed (may_access_direct_pkt_data, kernel/bpf/verifier.c, v7.3). */
  readonly writable: boolean;
}

/** eth_skb_pkt_type (include/linux/etherdevice.h, v7.3). The loopback device has no address for broadcasts. */
function packetType(ethernet: Uint8Array, device: Device, { loopback }: Devices): number {
  const destination = ethernet.subarray(0, 6);
  if (destination.every((byte, index) => byte === device.address[index])) return packetTypes.HOST;
  if (device !== loopback && destination.every((byte) => byte === 0xff)) return packetTypes.BROADCAST;
  return ((destination[0] ?? 0) & 1) === 1 ? packetTypes.MULTICAST : packetTypes.OTHERHOST;
}

/**
 * struct sk_buff of a test run (bpf_prog_test_run_skb, net/bpf/test_run.c, v7.3): received on the loopback device, with a
 * socket that is not in use. Not modelled: checksums in `skb->csum`, metadata before the packet.
 */
export class SkBuff {
  readonly kernel: Kernel;
  readonly fields: SkbFields;
  readonly cb = new Uint8Array(CB_BYTES);
  /** EtherType, as a number read in network order. */
  protocol: number;
  readonly headers: HeaderOffsets;
  vlan: VlanTag | undefined;
  /** Where the packet goes, of a tunnel: what bpf_skb_set_tunnel_key has set. */
  tunnel: TunnelInfo | undefined;
  /** What bpf_skb_set_xfrm_info has set: the id of an XFRM interface, and the number of a device. */
  xfrmInfo: { readonly interfaceId: number; readonly link: number } | undefined;
  /** skb->sk. */
  readonly socket: Socket;
  readonly startsAtMac: boolean;
  /** Of the linear part, as the packet came in. */
  readonly linearLength: number;
  /** Where the linear part stands in the kernel's memory; not known once its length has changed. */
  buffer: SkbBuffer | undefined;
  readonly #before: Uint8Array;
  readonly #writable: boolean;
  /** The Ethernet header where data starts behind it. */
  readonly #pulled: Uint8Array;
  #linear: Region;
  #fragments: readonly Region[];
  #context: Region | undefined;

  constructor(kernel: Kernel, { linear, fragments }: PacketBytes, { startsAtMac, writable }: SkbLayout) {
    this.kernel = kernel;
    this.startsAtMac = startsAtMac;
    this.#writable = writable;
    this.linearLength = linear.length;
    this.#before = concatenate([linear, ...fragments]);
    this.#pulled = startsAtMac ? new Uint8Array(0) : linear.slice(0, ETH_HLEN);
    this.#linear = this.#newLinear(linear.slice(this.#pulled.length));
    this.buffer = testRunBuffer({ linear: linear.length, pulled: this.#pulled.length, fragments: fragments.length });
    this.#fragments = fragments.map((bytes, index) => this.#newPart(bytes.slice(), `packet fragment ${index}`));
    this.protocol = ((linear[12] ?? 0) << 8) | (linear[13] ?? 0);
    this.headers = { mac: startsAtMac ? 0 : -ETH_HLEN, network: startsAtMac ? ETH_HLEN : 0, transport: undefined };
    this.socket = packetSocket(kernel, this.protocol, this.#before.subarray(ETH_HLEN));
    this.fields = {
      mark: 0,
      priority: 0,
      ingressIfindex: 0,
      ifindex: 1,
      queueMapping: 0,
      tcIndex: 0,
      tcClassid: 0,
      hash: 0,
      packetType: packetType(linear, kernel.net.devices.loopback, kernel.net.devices),
      tstamp: 0n,
      hwtstamp: 0n,
      wireLength: 0,
      gsoSegments: 0,
      gsoSize: 0,
      tstampType: 0,
      hasHash: false,
      checksumLevel: undefined,
      isEncapsulated: false,
    };
  }

  /** The program's struct __sk_buff. */
  get context(): Region {
    if (!this.#context) throw new RangeError("the packet has no context yet");
    return this.#context;
  }

  set context(region: Region) {
    this.#context = region;
  }

  get linear(): Region {
    return this.#linear;
  }

  get fragments(): readonly Region[] {
    return this.#fragments;
  }

  /** Another device than the loopback one received the packet. */
  receiveOn(ifindex: number): void {
    const { devices } = this.kernel.net;
    const device = devices.byIndex(ifindex);
    if (!device) throw new RangeError(`there is no device ${ifindex}`);
    this.fields.ifindex = ifindex;
    this.fields.packetType = packetType(this.#before, device, devices);
  }

  /** Of all parts, from where data starts. */
  get length(): number {
    return lengthOf(this.#parts);
  }

  get before(): Uint8Array {
    return this.#before;
  }

  /** As a test run hands it back: an Ethernet header that was pulled comes back as zeros. */
  bytes(): Uint8Array {
    return concatenate([new Uint8Array(this.#pulled.length), copyOut(this.#parts, 0, this.length)]);
  }

  /** From the start of data to the network header. */
  get networkOffset(): number {
    return this.headers.network;
  }

  /** skb_mac_header_len. */
  get macLength(): number {
    return this.headers.network - this.headers.mac;
  }

  /** skb_is_gso. A test run sets no type, so it is none of TCP's. */
  get isGso(): boolean {
    return this.fields.gsoSize !== 0;
  }

  /** The bytes before data that are still there: the Ethernet header that was pulled. */
  get pulled(): Uint8Array {
    return this.#pulled;
  }

  /** skb_header_pointer, by copy; undefined where the packet ends before. */
  copyOut(offset: number, length: number): Uint8Array | undefined {
    return offset + length <= this.length ? copyOut(this.#parts, offset, length) : undefined;
  }

  /** Where bytes stand in one piece of the linear part (skb_pointer_if_linear). */
  pointer(offset: number, length: number): { readonly region: Region; readonly offset: number } | undefined {
    return offset + length <= this.#linear.size ? { region: this.#linear, offset } : undefined;
  }

  /**
   * bpf_try_make_writable: the first `length` bytes come into the linear part. Pointers into the packet are dead
   * afterwards, whether it succeeds or not. False where the packet is shorter (-ENOMEM).
   */
  makeWritable(length: number): boolean {
    const reaches = length <= this.length;
    const missing = reaches ? length - this.#linear.size : 0;
    this.#renew(missing > 0 ? this.#pull(missing) : this.#linear.bytes);
    return reaches;
  }

  /** Pointers into the packet are dead from now on. */
  forgetPointers(): void {
    this.#renew(this.#linear.bytes);
  }

  /** Stores into the packet for the kernel, across its parts. */
  copyIn(offset: number, bytes: Uint8Array): void {
    const wasWritable = this.#linear.writable;
    if (wasWritable) copyIn(this.kernel.memory, this.#parts, offset, bytes);
    else this.#linear.bytes.set(bytes, offset);
  }

  /** Zeros in the linear part, `offset` bytes from the start of data (bpf_skb_generic_push). */
  insert(offset: number, length: number): void {
    const bytes = this.#linear.bytes;
    this.#renew(concatenate([bytes.subarray(0, offset), new Uint8Array(length), bytes.subarray(offset)]));
  }

  /** Takes bytes out of the linear part, into which they are brought first (bpf_skb_generic_pop). False where there are too few. */
  remove(offset: number, length: number): boolean {
    if (!this.makeWritable(offset + length)) return false;
    const bytes = this.#linear.bytes;
    this.#renew(concatenate([bytes.subarray(0, offset), bytes.subarray(offset + length)]));
    return true;
  }

  /** Replaces the whole packet by one linear part. */
  replace(bytes: Uint8Array): void {
    for (const fragment of this.#fragments) this.kernel.memory.release(fragment, this.kernel.slot);
    this.#fragments = [];
    this.#renew(bytes);
  }

  /** __pskb_pull_tail: exactly as much as is missing. */
  #pull(missing: number): Uint8Array {
    const pulled = copyOut(this.#fragments, 0, missing);
    const rest = copyOut(this.#fragments, missing, lengthOf(this.#fragments) - missing);
    for (const fragment of this.#fragments) this.kernel.memory.release(fragment, this.kernel.slot);
    this.#fragments = rest.length > 0 ? [this.#newPart(rest, "packet fragment")] : [];
    return concatenate([this.#linear.bytes, pulled]);
  }

  #renew(bytes: Uint8Array): void {
    const old = this.#linear;
    if (bytes.length !== old.size) this.buffer = undefined;
    this.#linear = this.#newLinear(bytes.slice());
    this.kernel.memory.release(old, this.kernel.slot);
  }

  #newLinear(bytes: Uint8Array): Region {
    return this.#newPart(bytes, "packet");
  }

  #newPart(bytes: Uint8Array, name: string): Region {
    return this.kernel.memory.allocate({ kind: "packet", name, bytes, writable: this.#writable });
  }

  get #parts(): readonly Region[] {
    return [this.#linear, ...this.#fragments];
  }
}
