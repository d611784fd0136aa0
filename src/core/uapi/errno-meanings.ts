import type { ErrnoName } from "./errno.ts";

/**
 * What an error value means wherever it comes from, as the comments of include/uapi/asm-generic/errno-base.h and errno.h
 * (v7.3) have it, in a sentence: of those that kfuncs give.
 */
export const errnoMeanings: { readonly [Name in ErrnoName]?: string } = {
  EPERM: "What was asked for is not permitted.",
  ENOENT: "What was asked for is not there.",
  ESRCH: "There is no such process.",
  EINTR: "A signal interrupted what was being done.",
  EIO: "Reading or writing failed.",
  E2BIG: "What was handed over is longer than what is taken.",
  EBADF: "The number of the file is none that is open.",
  EAGAIN: "It can't be done at this moment; trying again may help.",
  ENOMEM: "There is not enough memory.",
  EACCES: "Permission for this access is denied.",
  EFAULT: "The address is bad: nothing can be read or written there.",
  EBUSY: "What was asked for is in use.",
  EEXIST: "It is there already.",
  ENODEV: "There is no such device.",
  EINVAL: "An argument is not valid.",
  ENOSPC: "No room is left.",
  EROFS: "It may only be read.",
  ERANGE: "A result is beyond what can be represented.",
  EDEADLK: "To go on would mean to wait for ever: a deadlock.",
  ENAMETOOLONG: "A name is too long.",
  ENODATA: "There is no data.",
  ETIME: "A timer ran out.",
  ENONET: "The machine is not on the network.",
  ENOPKG: "A package that is needed is not installed.",
  EPROTO: "A protocol was not followed.",
  EBADMSG: "The message is not one that can be taken.",
  EOVERFLOW: "A value is too large for its type.",
  EMSGSIZE: "The message is too long.",
  EOPNOTSUPP: "The operation is not supported here.",
  EAFNOSUPPORT: "The family of addresses is not supported.",
  ETIMEDOUT: "It took longer than the time allowed.",
  ECANCELED: "The operation was cancelled.",
  ENOKEY: "A key that is needed is not there.",
  EKEYEXPIRED: "The key has expired.",
  EKEYREVOKED: "The key was revoked.",
  EKEYREJECTED: "The key was rejected by what it was presented to.",
};
