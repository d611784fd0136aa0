import type { Kernel } from "../kernel/kernel.ts";
import type { KfuncCall } from "../kernel/kfuncs/call.ts";
import { performCall, prepareCall } from "../kernel/kfuncs/perform-call.ts";
import type { Machine } from "../vm/machine.ts";
import type { CodePlaces } from "./code-places.ts";
import { decodeArgument, decodeResult } from "./decode/decode-argument.ts";
import type { DecodeContext } from "./decode/decode-value.ts";
import type { CallRecord, DecodedValue } from "./outcome.ts";
import type { TimelineRecorder } from "./timeline.ts";

/** Calls that are recorded; a run goes on past them, but they are only counted. */
const MOST_CALLS = 10_000;

const sameValue = (left: DecodedValue, right: DecodedValue | undefined) =>
  JSON.stringify(left) === JSON.stringify(right);

/** Makes the program's kfunc calls and records them, also the one that ends in a fault. */
export class CallRecorder {
  readonly calls: CallRecord[] = [];
  omitted = 0;
  /** The callback that runs, in `Outcome.callbacks`. */
  callback: number | undefined;
  readonly #kernel: Kernel;
  readonly #context: DecodeContext;
  readonly #places: CodePlaces;
  readonly #timeline: TimelineRecorder;

  constructor(kernel: Kernel, context: DecodeContext, places: CodePlaces, timeline: TimelineRecorder) {
    this.#kernel = kernel;
    this.#context = context;
    this.#places = places;
    this.#timeline = timeline;
  }

  call(id: number, machine: Machine): bigint | undefined {
    const call = prepareCall(this.#kernel, id, (index) => machine.readRegister(index + 1));
    if (this.calls.length < MOST_CALLS) return this.#record(call, machine.slot);
    this.omitted++;
    return performCall(this.#kernel, call);
  }

  #record(call: KfuncCall, slot: number): bigint | undefined {
    const before = this.#decode(call);
    const index = this.calls.length;
    this.#timeline.called(index);
    const record = {
      kfunc: call.prototype.name,
      at: this.#places.at(slot),
      ...(this.callback !== undefined && { callback: this.callback }),
    };
    this.calls.push({ ...record, args: this.#args(call, before) });
    const value = performCall(this.#kernel, call);
    const returns = value === undefined ? undefined : decodeResult(this.#kernel, this.#context, call, value);
    this.calls[index] = { ...record, args: this.#args(call, before, this.#decode(call)), ...(returns && { returns }) };
    return value;
  }

  #decode(call: KfuncCall): DecodedValue[] {
    return call.args.map((argument) => decodeArgument(this.#kernel, this.#context, argument, call));
  }

  #args(call: KfuncCall, before: readonly DecodedValue[], after: readonly DecodedValue[] = before): CallRecord["args"] {
    return before.map((value, index) => {
      const name = call.args[index]?.parameter.name ?? "";
      const later = after[index];
      return later && !sameValue(value, later) ? { name, before: value, after: later } : { name, before: value };
    });
  }
}
