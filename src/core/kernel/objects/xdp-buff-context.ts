import { type KnownMembers, KnownObject } from "./known-object.ts";
import { NetDevices } from "./net-device.ts";
import type { OwnContext } from "./own-context.ts";
import { PAGE_SIZE, type XdpBuff } from "./xdp-buff.ts";

const LOOPBACK = 1;
/** include/net/xdp.h, v7.3. */
const XDP_FLAGS_HAS_FRAGS = 1;
const REG_STATE_REGISTERED = 1;
const MEM_TYPE_PAGE_SHARED = 0;

/** struct xdp_buff of a test run: received by the first queue of the loopback device (bpf_prog_test_run_xdp, net/bpf/test_run.c, v7.3). */
export class XdpBuffContext implements OwnContext {
  readonly #buff: XdpBuff;
  #object: KnownObject | undefined;

  constructor(buff: XdpBuff) {
    this.#buff = buff;
  }

  get object(): KnownObject {
    this.#object ??= this.#make();
    return this.#object;
  }

  #make(): KnownObject {
    const { kernel } = this.#buff;
    const device = new NetDevices(kernel).at(LOOPBACK);
    const queue: KnownMembers = {
      dev: { to: device },
      queue_index: 0,
      reg_state: REG_STATE_REGISTERED,
      "mem.type": MEM_TYPE_PAGE_SHARED,
      "mem.id": 0,
      frag_size: PAGE_SIZE,
    };
    const rxq = new KnownObject(kernel, { name: "xdp_rxq_info", struct: "xdp_rxq_info", members: () => queue });
    return new KnownObject(kernel, { name: "xdp_buff", struct: "xdp_buff", members: () => this.#members(rxq) });
  }

  #members(rxq: KnownObject): KnownMembers {
    const buff = this.#buff;
    return {
      data: { to: buff.address("data") },
      data_end: { to: buff.address("end") },
      data_meta: { to: buff.address("meta") },
      data_hard_start: { to: buff.frameStart },
      rxq: { to: rxq },
      txq: { to: null },
      frame_sz: PAGE_SIZE,
      flags: buff.fragments.length > 0 ? XDP_FLAGS_HAS_FRAGS : 0,
    };
  }
}
