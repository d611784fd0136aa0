import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import { fromHex } from "../bytes/hex.ts";
import { readUnsigned } from "../bytes/integers.ts";
import { PROGRAM_OFFSET } from "../kernel/maps/redirect-map.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { encodeMembers, encodeValue, UnfitValue } from "./encode-value.ts";
import { SetupSignal } from "./setup-problem.ts";

type Value = NonNullable<Scenario["maps"]>[string][string];

/** A map that scenarios may fill: its name, and the types of its keys and values in the object's BTF. */
export interface FillableMap {
  readonly name: string;
  readonly keyType: TypeId;
  readonly valueType: TypeId;
  /** Programs of the object that a value of the map may name. */
  readonly programs?: readonly string[];
}

/** An element as bytes, and the program that its value names; where that stands, there are zeros. */
export interface EncodedElement {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly program?: string;
}

type Members = Exclude<Value, string | number>;

/** A record that a program is handed: bytes in hexadecimal, under its number. Throws a SetupSignal. */
export function recordBytes(name: string, key: string, value: Value): Uint8Array {
  const bytes = typeof value === "string" ? fromHex(value) : undefined;
  if (bytes) return bytes;
  throw new SetupSignal(`The record ${key} of ${name} is to be given in hexadecimal bytes`, ["maps", name, key]);
}

/** The path of a cgroup that an array holds. Throws a SetupSignal. */
export function cgroupPathOf(name: string, key: string, value: Value): string {
  if (typeof value === "string" && value.startsWith("/") && /^\d+$/.test(key)) return value;
  throw new SetupSignal(`The elements of ${name} are paths of cgroups, by number`, ["maps", name, key]);
}

/** A number that stands in for the program while the members are encoded, so that its place is seen. */
const SOME_PROGRAM = 1;

/** A value with the member that names a program, if one does. */
function encodeStruct(btf: Btf, { valueType, programs = [] }: FillableMap, members: Members, kernelBtf: Btf) {
  const named = Object.entries(members).find(([, each]) => typeof each === "string" && programs.includes(each));
  if (!named) return { value: encodeMembers(btf, valueType, members, kernelBtf) };
  const [path, program] = named;
  const value = encodeMembers(btf, valueType, { ...members, [path]: SOME_PROGRAM }, kernelBtf);
  const isThere =
    value.length === PROGRAM_OFFSET + 4 && readUnsigned(value, PROGRAM_OFFSET, 4) === BigInt(SOME_PROGRAM);
  if (!isThere) throw new UnfitValue(`${path} is not where the map takes a program`);
  value.fill(0, PROGRAM_OFFSET);
  return { value, program: String(program) };
}

/** The bytes of an element as an author writes it: a value whole, or by its members. Throws a SetupSignal at the element. */
export function encodeElement(btf: Btf, map: FillableMap, key: string, value: Value, kernelBtf: Btf): EncodedElement {
  const { name, keyType, valueType } = map;
  try {
    return {
      key: encodeValue(btf, keyType, key, "the key", kernelBtf),
      ...(typeof value === "object"
        ? encodeStruct(btf, map, value, kernelBtf)
        : { value: encodeValue(btf, valueType, value, "the value", kernelBtf) }),
    };
  } catch (error) {
    if (error instanceof UnfitValue) throw new SetupSignal(error.message, ["maps", name, key]);
    throw error;
  }
}
