import { indexOf } from "./indexed-map.ts";
import { KernelMap, type MapResult } from "./map.ts";

/** XDP_ABORTED to XDP_TX: what a look-up that fails may return (include/linux/filter.h, v7.3). */
const ACTIONS = 3n;
const XDP_ABORTED = 0n;
const XDP_REDIRECT = 4n;
/** BPF_F_BROADCAST and BPF_F_EXCLUDE_INGRESS (include/uapi/linux/bpf.h, v7.3). */
export const BROADCAST = 1n << 3n;
export const EXCLUDE_INGRESS = 1n << 4n;

/** Where a value of a map of devices or CPUs has its program (struct bpf_devmap_val and bpf_cpumap_val, v7.3). */
export const PROGRAM_OFFSET = 4;

/** A program of an element, which a packet goes through that is sent there. */
export interface MapProgram {
  readonly name: string;
  /** Of enum bpf_attach_type. */
  readonly attachType: string | undefined;
}

/** The program that a packet goes through, and the number of the device behind it; or those of all elements. */
export type RedirectProgram = (MapProgram & { readonly device?: number }) | "every";

/** A map that XDP programs send packets by. */
export abstract class RedirectMap extends KernelMap {
  /** Flags beside the action. */
  protected readonly redirectFlags: bigint = 0n;

  /** What programs of its elements are loaded for; undefined where elements have none. */
  protected readonly programType: string | undefined = undefined;
  readonly #programs = new Map<number, MapProgram>();

  /** Gives an element its program, which has to be one for such a map. */
  putProgram(key: Uint8Array, program: MapProgram): MapResult {
    if (program.attachType !== this.programType) return "EINVAL";
    this.#programs.set(indexOf(key), program);
    return undefined;
  }

  /** The number of an element's device; undefined where elements are none. */
  deviceOf(_key: number): number | undefined {
    return undefined;
  }

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
    this.kernel.redirect = { map: this.name, key: String(key), to, through: this.#through(key, isForAll) };
    return XDP_REDIRECT;
  }

  #through(key: number, isForAll: boolean): RedirectProgram | undefined {
    const program = this.#programs.get(key);
    const device = this.deviceOf(key);
    if (isForAll) return this.#programs.size > 0 ? "every" : undefined;
    return program && { ...program, ...(device !== undefined && { device }) };
  }
}
