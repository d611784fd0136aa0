import { toU64 } from "../../bytes/integers.ts";
import { type ErrnoName, negativeErrno } from "../../uapi/errno.ts";

/** What a helper returns for an errno, or 0 for none. */
export const errnoResult = (name: ErrnoName | undefined): bigint =>
  name === undefined ? 0n : toU64(BigInt(negativeErrno(name)));
