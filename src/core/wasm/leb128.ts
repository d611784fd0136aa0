/** Appends an unsigned integer of at most 32 bits as LEB128. */
export function pushUnsigned(bytes: number[], value: number): void {
  let rest = value >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
}

/** Appends a signed 32-bit integer as LEB128. */
export function pushSigned(bytes: number[], value: number): void {
  let rest = value | 0;
  for (; rest < -0x40 || rest > 0x3f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest & 0x7f);
}

/** Appends a 64-bit integer, taken as signed, as LEB128. */
export function pushSigned64(bytes: number[], value: bigint): void {
  let rest = BigInt.asIntN(64, value);
  for (; rest < -0x40n || rest > 0x3fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest & 0x7fn));
}
