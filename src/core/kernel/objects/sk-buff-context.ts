import type { Location } from "../../vm/memory.ts";
import type { BtfObject } from "./btf-object.ts";
import { type KnownMembers, KnownObject } from "./known-object.ts";
import { NetDevices } from "./net-device.ts";
import type { OwnContext } from "./own-context.ts";
import type { SkBuff } from "./sk-buff.ts";

/** Where no header is (include/linux/skbuff.h, v7.3). */
const UNSET = 0xffff;
/** skb->ip_summed. */
const CHECKSUM_NONE = 0;
const CHECKSUM_UNNECESSARY = 1;

const bigEndian = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);

/** struct sk_buff of a test run, and the struct skb_shared_info behind its data. */
export class SkBuffContext implements OwnContext {
  readonly #skb: SkBuff;
  #object: KnownObject | undefined;
  #sharedInfo: KnownObject | undefined;

  constructor(skb: SkBuff) {
    this.#skb = skb;
  }

  get object(): KnownObject {
    this.#object ??= this.#make();
    return this.#object;
  }

  /** At skb->head + skb->end (skb_shinfo, include/linux/skbuff.h, v7.3). */
  behindPacket({ region, offset }: Location): BtfObject | undefined {
    const { buffer, linear, kernel } = this.#skb;
    if (!buffer || region !== linear || offset !== buffer.end - buffer.headroom) return undefined;
    const members = () => this.#sharedMembers();
    this.#sharedInfo ??= new KnownObject(kernel, { name: "skb_shared_info", struct: "skb_shared_info", members });
    return this.#sharedInfo;
  }

  #make(): KnownObject {
    const { kernel } = this.#skb;
    const devices = new NetDevices(kernel);
    const members = () => ({ ...this.#numbers(), ...this.#headers(), ...this.#place(), ...this.#flags(devices) });
    return new KnownObject(kernel, { name: "sk_buff", struct: "sk_buff", members });
  }

  #numbers(): KnownMembers {
    const { fields, length, linear, protocol, vlan } = this.#skb;
    return {
      len: length,
      data_len: length - linear.size,
      protocol: bigEndian(protocol),
      mark: fields.mark,
      priority: fields.priority,
      skb_iif: fields.ingressIfindex,
      queue_mapping: fields.queueMapping,
      tc_index: fields.tcIndex,
      hash: fields.hash,
      tstamp: fields.tstamp,
      vlan_proto: bigEndian(vlan?.protocol ?? 0),
      vlan_tci: vlan?.tci ?? 0,
      napi_id: 0,
    };
  }

  /** From the start of the buffer. */
  #headers(): KnownMembers {
    const { buffer, headers } = this.#skb;
    if (!buffer) return {};
    const { mac, network, transport } = headers;
    return {
      mac_header: buffer.headroom + mac,
      network_header: buffer.headroom + network,
      transport_header: transport === undefined ? UNSET : buffer.headroom + transport,
    };
  }

  #place(): KnownMembers {
    const { buffer, linear, kernel } = this.#skb;
    const data = kernel.memory.addressOf(linear, 0);
    if (!buffer) return { data: { to: data } };
    return {
      data: { to: data },
      head: { to: data - BigInt(buffer.headroom) },
      tail: buffer.headroom + linear.size,
      end: buffer.end,
      truesize: buffer.truesize,
    };
  }

  /** What belongs to a packet that nobody else has, from a driver that has not looked at its checksum. */
  #flags(devices: NetDevices): KnownMembers {
    const { fields } = this.#skb;
    return {
      dev: { to: devices.at(fields.ifindex) },
      cloned: 0,
      nohdr: 0,
      fclone: 0,
      peeked: 0,
      head_frag: 0,
      pfmemalloc: 0,
      pp_recycle: 0,
      pkt_type: fields.packetType,
      ignore_df: 0,
      dst_pending_confirm: 0,
      ip_summed: fields.checksumLevel === undefined ? CHECKSUM_NONE : CHECKSUM_UNNECESSARY,
      ooo_okay: 0,
      "users.refs.counter": 1,
    };
  }

  #sharedMembers(): KnownMembers {
    const { fields, fragments } = this.#skb;
    return {
      flags: 0,
      meta_len: 0,
      nr_frags: fragments.length,
      tx_flags: 0,
      gso_size: fields.gsoSize,
      gso_segs: fields.gsoSegments,
      frag_list: { to: null },
      "hwtstamps.hwtstamp": fields.hwtstamp,
      gso_type: 0,
      tskey: 0,
      "dataref.counter": 1,
    };
  }
}
