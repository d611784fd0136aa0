import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import { fromHex } from "../bytes/hex.ts";
import { writeUnsigned } from "../bytes/integers.ts";
import { nearestOfMany } from "../diagnostics/nearest.ts";
import { enumerators } from "../kernel/enumerators.ts";
import { arenaDataOf, type GlobalVariable, globalDataOf, type LinkedObject } from "../object/linked-object.ts";
import { counted } from "../words/counted.ts";
import { readCString } from "./c-string.ts";
import { numberMeant } from "./compare/expected-value.ts";
import { type DecodeContext, decodeValue, isErrorName } from "./decode/decode-value.ts";
import type { Outcome } from "./outcome.ts";
import { SetupSignal } from "./setup-problem.ts";

/** Bytes of one variable that are shown. */
const MOST_BYTES = 4096;
const PAGE = 4096;

interface PlacedVariable {
  readonly variable: GlobalVariable;
  readonly bytes: Uint8Array;
}

const placed = (variables: readonly GlobalVariable[], section: Uint8Array = new Uint8Array(0)): PlacedVariable[] =>
  variables.map((variable) => ({
    variable,
    bytes: section.subarray(variable.offset, variable.offset + variable.size),
  }));

/** Whole pages, with the bytes in front. */
function inPages(initial: Uint8Array): Uint8Array {
  const pages = new Uint8Array(Math.ceil(initial.length / PAGE) * PAGE);
  pages.set(initial);
  return pages;
}

/** The global data of an object: the bytes of each section, in the order of `globalDataOf`. */
export class GlobalData {
  readonly sections: readonly Uint8Array[];
  /** The pages with the variables of the object's arena. */
  readonly arena: Uint8Array;
  readonly #object: LinkedObject;
  readonly #variables: readonly PlacedVariable[];

  /** As the object has it, or with sections that an engine handed back. */
  constructor(
    object: LinkedObject,
    sections: readonly Uint8Array[] = globalDataOf(object).map(({ initial }) => initial.slice()),
  ) {
    this.#object = object;
    this.sections = sections;
    const arena = arenaDataOf(object);
    this.arena = inPages(arena?.initial ?? new Uint8Array(0));
    this.#variables = [
      ...globalDataOf(object).flatMap(({ variables }, index) => placed(variables, sections[index])),
      ...placed(arena?.variables ?? [], this.arena),
    ];
  }

  /** Sets variables before the run, as libbpf's skeletons do before loading: read-only ones too. */
  set(values: Readonly<Record<string, number | string>>, kernelBtf: Btf): void {
    for (const [name, value] of Object.entries(values)) {
      const placed = this.#variables.find(({ variable }) => variable.name === name);
      if (!placed) {
        const names = this.#variables.map(({ variable }) => variable.name).join(", ");
        throw new SetupSignal(
          `The object has no global variable ${name}`,
          ["globals", name],
          `It has: ${names || "none"}.`,
        );
      }
      placed.bytes.set(encode(this.#object.btf, placed, value, kernelBtf));
    }
  }

  decode(context: DecodeContext): { readonly name: string; readonly value: Outcome["globals"][number]["after"] }[] {
    return this.#variables.map(({ variable, bytes }) => ({
      name: variable.name,
      value: decodeValue(context, variable.type, bytes.subarray(0, MOST_BYTES), {
        errno: isErrorName(variable.name),
      }),
    }));
  }
}

function fits(value: bigint, size: number): boolean {
  return value >= -(1n << BigInt(8 * size - 1)) && value < 1n << BigInt(8 * size);
}

/** A string fills its array with zeros, and leaves room for at least one, as it must end there for whoever reads it. */
function stringValue(text: string, size: number): Uint8Array | undefined {
  const bytes = readCString(text);
  if (!bytes || bytes.length >= size) return undefined;
  const filled = new Uint8Array(size);
  filled.set(bytes);
  return filled;
}

/** The bytes of an author's value: a number or enumerator for integers, for all else a string of C or hexadecimal. */
function encode(btf: Btf, { variable, bytes }: PlacedVariable, value: number | string, kernelBtf: Btf): Uint8Array {
  const { kind } = btf.resolved(variable.type);
  const path = ["globals", variable.name];
  const size = sizeOf(btf, variable.type);
  if (kind === "int" || kind === "enum") {
    const number = numberMeant(value, kernelBtf);
    if (number === undefined) {
      const near = nearestOfMany(`${value}`, enumerators(kernelBtf).keys());
      const takes = "It takes a whole number or an enumerator of the kernel.";
      const help = near === undefined ? takes : `Did you mean ${near}?`;
      throw new SetupSignal(`${value} is not a number for ${variable.name}`, path, help);
    }
    if (!fits(number, size))
      throw new SetupSignal(`${value} does not fit the ${counted(size, "byte")} of ${variable.name}`, path);
    const encoded = new Uint8Array(size);
    writeUnsigned(encoded, 0, size, BigInt.asUintN(8 * size, number));
    return encoded;
  }
  const raw = typeof value === "string" ? (stringValue(value, bytes.length) ?? fromHex(value)) : undefined;
  if (raw && raw.length === bytes.length) return raw;
  const given = typeof value === "string" ? fromHex(value) : undefined;
  const why = given
    ? `, and what is written gives ${counted(given.length, "byte")}`
    : typeof value === "string"
      ? ", and what is written is not hexadecimal"
      : "";
  const text = bytes.length > 1 ? `, or a string of at most ${bytes.length - 1} in double quotes` : "";
  throw new SetupSignal(
    `${variable.name} is no integer${why}`,
    path,
    `Write its ${counted(bytes.length, "byte")} in hexadecimal${text}.`,
  );
}
