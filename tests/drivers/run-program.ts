import { emulate } from "../../src/core/emulator/emulate.ts";
import type { KernelFacts } from "../../src/core/emulator/kernel-facts.ts";
import type { DecodedValue, FaultRecord, Outcome } from "../../src/core/emulator/outcome.ts";
import type { Scenario } from "../../src/core/spec/example-spec.ts";
import { compile } from "./compile.ts";
import { kernelFacts } from "./kernel-facts.ts";

const prelude = `
#include <bpf/bpf_helpers.h>
extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz) __ksym;
extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;
extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer__nullable, u64 buffer__szk) __ksym;
`;

/** C that gives an object its license; undefined leaves it without one. */
const licensed = (license: string | undefined) =>
  license === undefined ? "" : `char _license[] SEC("license") = ${JSON.stringify(license)};\n`;

/** The packet that a program runs on where a test does not care: Ethernet, IPv4, ESP and 16 bytes, 58 in all. */
export const espPacket = [
  { eth: {} },
  { ipv4: { src: "10.0.0.1", dst: "10.0.0.2" } },
  { esp: { spi: 0x1234, seq: 1 } },
  { zeros: 16 },
];

/** What surrounds one run of a program. */
export interface RunOptions extends Partial<Omit<Scenario, "name" | "summary" | "expect" | "variant">> {
  readonly facts?: KernelFacts;
}

export interface SourceOptions {
  /** C at file scope. */
  readonly fileScope?: string;
  /** The ELF section of every program. */
  readonly section?: string;
  /** GPL where it is not given; undefined for an object without one. */
  readonly license?: string | undefined;
}

/** Of the program at an index of `xdpSource`. */
export const programName = (index: number): string => `program_${index}`;

/** C of an object with XDP programs, given as bodies of functions with the argument `ctx`. */
export function xdpSource(bodies: readonly string[], options: SourceOptions = {}): string {
  const { fileScope = "", section = "xdp.frags" } = options;
  const license = "license" in options ? options.license : "GPL";
  const functions = bodies.map(
    (body, index) => `SEC("${section}")\nint ${programName(index)}(struct xdp_md *ctx)\n{\n${body}\n}\n`,
  );
  return `${prelude}${licensed(license)}${fileScope}\n${functions.join("\n")}`;
}

/**
 * XDP programs by their names, given as bodies of functions with the argument `ctx`; all are compiled together, when the
 * first one runs.
 */
export function xdpPrograms<Name extends string>(bodies: Readonly<Record<Name, string>>, options: SourceOptions = {}) {
  const names = Object.keys(bodies) as Name[];
  const source = xdpSource(Object.values(bodies), options);
  return (name: Name, { facts = kernelFacts, ...scenario }: RunOptions = {}): Outcome => {
    const full = { name: "test", summary: "A test.", packet: espPacket, ...scenario, expect: {} };
    const { outcome, problem } = emulate(compile(source), programName(names.indexOf(name)), full, facts);
    if (!outcome) throw new Error(problem.message);
    return outcome;
  };
}

/** As `xdpPrograms`, for the bodies of test cases by the cases' names. */
export function casePrograms<Case extends { readonly name: string }>(
  cases: readonly Case[],
  bodyOf: (each: Case) => string,
  options: SourceOptions = {},
) {
  return xdpPrograms(Object.fromEntries(cases.map((each) => [each.name, bodyOf(each)])), options);
}

/** The fault that ended a run; fails where there is none. */
export function faultOf({ fault, returns }: Outcome): FaultRecord {
  if (!fault) throw new Error(`the run ended without a fault: ${JSON.stringify(returns)}`);
  return fault;
}

/** A number or pointer as text: its name or value, its target. */
export function textOf(value: DecodedValue | undefined): string | undefined {
  if (value?.kind === "integer") return value.name ?? value.value;
  if (value?.kind === "pointer") return value.target;
  return value?.kind === "bytes" ? value.hex : undefined;
}

/** What a global variable holds after the run. */
export function globalAfter(outcome: Outcome, name: string): string | undefined {
  return textOf(outcome.globals.find((each) => each.name === name)?.after);
}
