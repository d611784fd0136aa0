import { negativeErrno } from "../../uapi/errno.ts";
import { writablePieceOf } from "../helpers/dynptr.ts";
import type { KfuncModel } from "./model.ts";

/** struct fsverity_digest (include/uapi/linux/fsverity.h, v7.3) without the digest: two numbers of 16 bits. */
const HEAD_BYTES = 4n;
const ALIGNMENT = 2;

/** fs/verity/measure.c, v7.3. */
export const bpf_get_fsverity_digest: KfuncModel<"bpf_get_fsverity_digest"> = {
  name: "bpf_get_fsverity_digest",
  notModelled: ["Files with fs-verity: those of scenarios are on a file system that does not have it."],
  call(_kernel, { digest_p }) {
    const place = digest_p.size < HEAD_BYTES ? undefined : writablePieceOf(digest_p);
    return negativeErrno(place && place.offset % ALIGNMENT === 0 ? "ENODATA" : "EINVAL");
  },
};
