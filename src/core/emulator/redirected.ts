import { toU32 } from "../bytes/integers.ts";
import { redirectedContext } from "../kernel/contexts/xdp.ts";
import type { Kernel, Redirect } from "../kernel/kernel.ts";
import type { MapProgram } from "../kernel/maps/redirect-map.ts";
import type { Region } from "../vm/memory.ts";
import { GapSignal } from "./setup-problem.ts";

/** A program that the packet goes through after the one that was run, and its context. */
export interface FurtherRun {
  readonly program: MapProgram;
  readonly context: Region;
}

const gap = (message: string) => new GapSignal(message, ["maps"]);

/** Where a packet goes that came in on a device, from verdict to verdict; no test run sends one. */
export class Redirected {
  /** Where the program itself sent it. */
  first: Redirect | undefined;
  /** The programs that were run since, with their verdicts. */
  readonly runs: { readonly program: MapProgram; readonly returned: bigint }[] = [];
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** The program that runs next; undefined where there is none. */
  after(returned: bigint, ran?: MapProgram): FurtherRun | undefined {
    const { redirect, xdp } = this.#kernel;
    if (ran) this.runs.push({ program: ran, returned });
    if (ran?.attachType === "BPF_XDP_DEVMAP") return this.#leave(toU32(returned));
    if (!redirect || !xdp?.arrival || toU32(returned) !== this.#kernel.enumerator("XDP_REDIRECT")) return undefined;
    this.first ??= redirect;
    const { through } = redirect;
    if (through === "every") throw gap("The emulator does not model the programs of all devices of a map");
    if (!through) return undefined;
    return { program: through, context: redirectedContext(this.#kernel, xdp, through.device) };
  }

  /** dev_map_bpf_prog_run (kernel/bpf/devmap.c, v7.3): all but XDP_PASS drops the packet. */
  #leave(verdict: bigint): undefined {
    const { redirect, xdp, net } = this.#kernel;
    const through = redirect?.through;
    if (verdict !== this.#kernel.enumerator("XDP_PASS") || typeof through !== "object") return;
    const peer = net.devices.byIndex(through.device ?? 0)?.peer;
    if (peer === undefined || peer !== xdp?.arrival?.device.name) return;
    throw gap("The packet comes in on the program's device once more, which the emulator does not model");
  }
}
