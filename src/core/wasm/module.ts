import type { Code } from "./code.ts";
import { pushUnsigned } from "./leb128.ts";
import { type ValueType, valueTypes } from "./operators.ts";

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface ImportedFunction {
  readonly name: string;
  readonly type: FunctionType;
}

export interface DefinedFunction {
  readonly type: FunctionType;
  readonly code: Code;
  /** The name to export it by. */
  readonly export?: string;
}

/** Imported functions have the indices from 0, defined ones follow. The module imports one memory. */
export interface ModuleParts {
  readonly imports: readonly ImportedFunction[];
  readonly functions: readonly DefinedFunction[];
}

/** The module that every import is looked up in, and the name of the memory in it. */
export const IMPORT_MODULE = "vm";
export const MEMORY_IMPORT = "memory";

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** In their order. */
const sections = { type: 1, import: 2, function: 3, export: 7, hints: 0, code: 10 } as const;
const FUNCTION_TYPE = 0x60;
const FUNCTION = 0x00;
const MEMORY = 0x02;
const END = 0x0b;

function pushAll(bytes: number[], more: readonly number[]): void {
  for (const byte of more) bytes.push(byte);
}

function pushName(bytes: number[], name: string): void {
  pushUnsigned(bytes, name.length);
  for (const letter of name) bytes.push(letter.charCodeAt(0));
}

function pushVector<Item>(bytes: number[], items: readonly Item[], push: (bytes: number[], item: Item) => void): void {
  pushUnsigned(bytes, items.length);
  for (const item of items) push(bytes, item);
}

function pushSection(bytes: number[], id: number, content: readonly number[]): void {
  bytes.push(id);
  pushUnsigned(bytes, content.length);
  pushAll(bytes, content);
}

const pushType = (bytes: number[], type: ValueType): void => void bytes.push(valueTypes[type]);

function pushFunctionType(bytes: number[], { parameters, results }: FunctionType): void {
  bytes.push(FUNCTION_TYPE);
  pushVector(bytes, parameters, pushType);
  pushVector(bytes, results, pushType);
}

function localsOf({ code }: DefinedFunction): number[] {
  const locals: number[] = [];
  pushVector(locals, code.locals, (into, type) => into.push(1, valueTypes[type]));
  return locals;
}

/** Branch hints: for each function with some, places from the start of its locals, each with a byte that says unlikely. */
function hintsOf(functions: readonly DefinedFunction[], firstIndex: number): number[] {
  const content: number[] = [];
  pushName(content, "metadata.code.branch_hint");
  const hinted = functions.flatMap((each, index) => (each.code.unlikely.length > 0 ? [{ each, index }] : []));
  pushVector(content, hinted, (bytes, { each, index }) => {
    const start = localsOf(each).length;
    pushUnsigned(bytes, firstIndex + index);
    pushVector(bytes, each.code.unlikely, (into, at) => {
      pushUnsigned(into, start + at);
      into.push(1, 0);
    });
  });
  return content;
}

function pushBody(bytes: number[], defined: DefinedFunction): void {
  const { code } = defined;
  const body = localsOf(defined);
  pushUnsigned(bytes, body.length + code.bytes.length + 1);
  pushAll(bytes, body);
  pushAll(bytes, code.bytes);
  bytes.push(END);
}

const keyOf = ({ parameters, results }: FunctionType): string => `${parameters.join()}>${results.join()}`;

/** The bytes of a WebAssembly module. Names are ASCII. */
export function encodeModule({ imports, functions }: ModuleParts): Uint8Array<ArrayBuffer> {
  const types = new Map<string, FunctionType>();
  for (const { type } of [...imports, ...functions]) types.set(keyOf(type), type);
  const indices = new Map([...types.keys()].map((key, index) => [key, index]));
  const indexOf = (type: FunctionType): number => indices.get(keyOf(type)) ?? 0;

  const content: Record<keyof typeof sections, number[]> = {
    type: [],
    import: [],
    function: [],
    export: [],
    hints: hintsOf(functions, imports.length),
    code: [],
  };
  pushVector(content.type, [...types.values()], pushFunctionType);
  pushUnsigned(content.import, imports.length + 1);
  for (const { name, type } of imports) {
    pushName(content.import, IMPORT_MODULE);
    pushName(content.import, name);
    content.import.push(FUNCTION);
    pushUnsigned(content.import, indexOf(type));
  }
  pushName(content.import, IMPORT_MODULE);
  pushName(content.import, MEMORY_IMPORT);
  content.import.push(MEMORY, 0x00, 0x01);
  pushVector(content.function, functions, (bytes, { type }) => pushUnsigned(bytes, indexOf(type)));
  const exported = functions.flatMap((each, index) =>
    each.export === undefined ? [] : [{ name: each.export, index: imports.length + index }],
  );
  pushVector(content.export, exported, (bytes, { name, index }) => {
    pushName(bytes, name);
    bytes.push(FUNCTION);
    pushUnsigned(bytes, index);
  });
  pushVector(content.code, functions, pushBody);

  const bytes = [...MAGIC_AND_VERSION];
  for (const [name, id] of Object.entries(sections)) pushSection(bytes, id, content[name as keyof typeof sections]);
  return Uint8Array.from(bytes);
}
