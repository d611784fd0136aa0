import { writeUnsigned } from "../bytes/integers.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { VirtualKconfig } from "../object/kconfig.ts";
import type { KconfigKind } from "../object/kconfig-kind.ts";
import type { KconfigMap, KconfigVariable } from "../object/linked-object.ts";
import type { KernelState } from "../spec/example-spec.ts";
import { SetupSignal } from "./setup-problem.ts";

type Configuration = NonNullable<KernelState["kconfig"]>;
type Value = Configuration[string];

/** KERNEL_VERSION of a release; the number of the stable release is not known and 0. */
function kernelVersion({ release }: Kernel): bigint {
  const [major = "0", minor = "0"] = release.split(".");
  return (BigInt(major) << 16n) | (BigInt(minor) << 8n);
}

/** What libbpf answers on a kernel since 6.1 for x86-64. Others, which are weak, are 0. */
const virtual: Readonly<Record<VirtualKconfig, (kernel: Kernel) => bigint>> = {
  LINUX_KERNEL_VERSION: kernelVersion,
  LINUX_HAS_BPF_COOKIE: () => 1n,
  LINUX_HAS_SYSCALL_WRAPPER: () => 1n,
};

function virtualValue(name: string, kernel: Kernel): bigint {
  return (virtual as Record<string, ((kernel: Kernel) => bigint) | undefined>)[name]?.(kernel) ?? 0n;
}

/** enum libbpf_tristate (tools/lib/bpf/bpf_helpers.h, v7.3). */
const tristates = { n: 0n, y: 1n, m: 2n } as const;
type Choice = keyof typeof tristates;

const isChoice = (value: Value): value is Choice => typeof value === "string" && value in tristates;

/** The choices that a type takes, and what becomes of them (set_kcfg_value_tri, tools/lib/bpf/libbpf.c, v7.3). */
const chosen: Readonly<Record<KconfigKind, (value: Choice) => bigint | undefined>> = {
  bool: (value) => (value === "m" ? undefined : tristates[value]),
  tristate: (value) => tristates[value],
  char: (value) => BigInt(value.charCodeAt(0)),
  integer: () => undefined,
  text: () => undefined,
};

/** is_kcfg_value_in_range (tools/lib/bpf/libbpf.c, v7.3), where any number of 64 bits fits into 8 bytes. */
function fits({ size, isSigned }: KconfigVariable, value: bigint): boolean {
  if (size === 8) return true;
  return (isSigned ? BigInt.asIntN(8 * size, value) : BigInt.asUintN(8 * size, value)) === value;
}

function number(variable: KconfigVariable, value: bigint): bigint | undefined {
  const { kind } = variable;
  return (kind === "integer" || kind === "char") && fits(variable, value) ? value : undefined;
}

/** Text is cut so that a NUL ends it. */
function writeText(bytes: Uint8Array, { kind, offset, size }: KconfigVariable, value: string): boolean {
  if (kind !== "text") return false;
  bytes.set(new TextEncoder().encode(value).subarray(0, size - 1), offset);
  return true;
}

/** False where libbpf would not load the object. */
function write(bytes: Uint8Array, variable: KconfigVariable, value: Value): boolean {
  if (typeof value === "string" && !isChoice(value)) return writeText(bytes, variable, value);
  const found = typeof value === "number" ? number(variable, BigInt(value)) : chosen[variable.kind](value);
  if (found === undefined) return false;
  writeUnsigned(bytes, variable.offset, variable.size, BigInt.asUintN(8 * variable.size, found));
  return true;
}

/** set_kcfg_value_num (tools/lib/bpf/libbpf.c, v7.3), which takes numbers for booleans too, unlike the reader of a configuration. */
function takesVirtual({ kind, ...rest }: KconfigVariable, value: bigint): boolean {
  if (kind === "bool") return value <= 1n;
  return (kind === "integer" || kind === "char") && fits({ kind, ...rest }, value);
}

function writeVirtual(bytes: Uint8Array, variable: KconfigVariable, kernel: Kernel): void {
  const { name, offset, size } = variable;
  const value = virtualValue(name, kernel);
  if (!takesVirtual(variable, value)) {
    const help = `Declare it with a type that holds ${value}, such as \`extern int ${name} __kconfig\`.`;
    throw new SetupSignal(`libbpf refuses the extern ${name}: ${value} does not fit its type`, [], help);
  }
  writeUnsigned(bytes, offset, size, value);
}

function writeOption(bytes: Uint8Array, variable: KconfigVariable, configuration: Configuration | undefined): void {
  const { name, isWeak } = variable;
  const path = ["kernel", "kconfig"];
  const value = configuration?.[name];
  if (value !== undefined) {
    if (write(bytes, variable, value)) return;
    throw new SetupSignal(`libbpf refuses the value of ${name}: it does not fit the variable's type`, [...path, name]);
  }
  if (configuration && isWeak) return;
  const message = configuration ? `The configuration does not have ${name}` : `The value of ${name} is not known`;
  throw new SetupSignal(message, configuration ? path : [], `Say under \`kernel.kconfig\` what ${name} is.`);
}

/**
 * What libbpf puts into the map of externs: the scenario says what the kernel's configuration is, the kernel answers the rest
 * (bpf_object__resolve_externs, tools/lib/bpf/libbpf.c, v7.3). Throws a SetupSignal where libbpf would give up.
 */
export function kconfigBytes(
  { size, variables }: KconfigMap,
  kernel: Kernel,
  configuration?: Configuration,
): Uint8Array {
  const bytes = new Uint8Array(size);
  for (const variable of variables) {
    if (variable.name.startsWith("CONFIG_")) writeOption(bytes, variable, configuration);
    else writeVirtual(bytes, variable, kernel);
  }
  return bytes;
}
