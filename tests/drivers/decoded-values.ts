import type { DecodedValue } from "../../src/core/emulator/outcome.ts";

export const integer = (type: string, value: number | string, name?: string): DecodedValue => ({
  kind: "integer",
  type,
  value: String(value),
  ...(name ? { name } : {}),
});

export const pointer = (type: string, target: string, pointee?: DecodedValue): DecodedValue => ({
  kind: "pointer",
  type,
  target,
  null: target === "NULL",
  ...(pointee ? { pointee } : {}),
});
