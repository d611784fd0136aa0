/** What this project uses of the WebAssembly JavaScript interface; the same in Node and in browsers. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: Record<string, WasmFunction> };
  readonly Memory: new (descriptor: { readonly initial: number }) => WasmMemory;
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule>;
}

declare const compiled: unique symbol;

export interface WasmModule {
  readonly [compiled]: true;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** In pages of 64 KiB. Detaches the buffer. */
  grow(pages: number): number;
}

export type WasmFunction = (...args: readonly (number | bigint)[]) => unknown;

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface };

export const WASM_PAGE = 0x1_0000;

/** Browsers refuse this on their main thread for modules of more than 4 KiB. */
export const compileNow = (bytes: Uint8Array<ArrayBuffer>): WasmModule => new WebAssembly.Module(bytes);

export const compile = (bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule> => WebAssembly.compile(bytes);

export const createMemory = (pages: number): WasmMemory => new WebAssembly.Memory({ initial: pages });

export const instantiate = (module: WasmModule, imports: object): Readonly<Record<string, WasmFunction>> =>
  new WebAssembly.Instance(module, imports).exports;
