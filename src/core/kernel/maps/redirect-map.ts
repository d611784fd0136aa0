import { KernelMap } from "./map.ts";

/** XDP_ABORTED to XDP_TX: what a look-up that fails may return (include/linux/filter.h, v7.3). */
const ACTIONS = 3n;
const XDP_ABORTED = 0n;
const XDP_REDIRECT = 4n;
/** BPF_F_BROADCAST and BPF_F_EXCLUDE_INGRESS (include/uapi/linux/bpf.h, v7.3). */
export const BROADCAST = 1n << 3n;
export const EXCLUDE_INGRESS = 1n << 4n;

/** A map that XDP programs send packets by. */
export abstract class RedirectMap extends KernelMap {
  /** Flags beside the action. */
  protected readonly redirectFlags: bigint = 0n;

  /** What an element leads to, for people; undefined where there is no such element. */
  abstract targetOf(key: number): string | undefined;

  /** __bpf_xdp_redirect_map (include/linux/filter.h, v7.3): the program's verdict. */
  redirect(index: bigint, flags: bigint): bigint {
    if ((flags & ~(ACTIONS | this.redirectFlags)) !== 0n) return XDP_ABORTED;
    const key = Number(BigInt.asUintN(32, index));
    const target = this.targetOf(key);
    const isForAll = (flags & BROADCAST) !== 0n;
    this.kernel.redirect = undefined;
    if (target === undefined && !isForAll) return flags & ACTIONS;
    const to = isForAll ? "every device in the map" : (target ?? "");
    this.kernel.redirect = { map: this.name, key: String(key), to };
    return XDP_REDIRECT;
  }
}
