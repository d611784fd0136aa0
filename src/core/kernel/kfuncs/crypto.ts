import { type ErrnoName, negativeErrno } from "../../uapi/errno.ts";
import type { Location } from "../../vm/memory.ts";
import { AES_BLOCK_BYTES, Aes } from "../crypto/aes.ts";
import { AES_KEY_BYTES, blockModes, type Direction } from "../crypto/block-modes.ts";
import { pieceOf, writablePieceOf } from "../helpers/dynptr.ts";
import type { Kernel } from "../kernel.ts";
import { CryptoContext } from "../objects/crypto-context.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import type { ProgramStruct } from "../objects/program-struct.ts";
import type { ObjectPointer } from "./argument-types.ts";
import type { KfuncModel } from "./model.ts";

/** sizeof(struct bpf_crypto_params). */
const PARAMETER_BYTES = 408;
const ERROR_BYTES = 4;

/**
 * Ciphers of scatterlists, of which there is no linear one: they are found, but not allocated. Where the mode has a template, that refuses
 * to make a linear one (crypto_check_attr_type, crypto/algapi.c, v7.3); Debian's template of ctr is a module.
 */
const scatteredOnly: Readonly<Record<string, ErrnoName>> = {
  "ctr(aes)": "ENOENT",
  "xts(aes)": "EINVAL",
  "cts(cbc(aes))": "EINVAL",
};

/** Parts of names that may stand for an algorithm which another kernel, or a module, has. */
const otherParts = new Set(
  (
    "aes des des3_ede blowfish camellia cast5 cast6 serpent twofish sm4 aria anubis seed tea xtea xeta khazad fcrypt " +
    "cipher_null ecb-cipher_null arc4 chacha20 xchacha20 xchacha12 adiantum hctr2 lrw pcbc essiv rfc3686 authenc"
  ).split(" "),
);

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder("latin1").decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A name that is neither modelled nor known to be none. */
const mayBeOther = (name: string): boolean =>
  name !== "aes" && name.split(/[(),]/).some((part) => otherParts.has(part.replace(/-(lib|generic|aesni).*$/, "")));

function findMode(kernel: Kernel, name: string) {
  const mode = blockModes[name];
  if (!mode && !scatteredOnly[name] && mayBeOther(name)) {
    kernel.fault("kfunc-not-modelled", `the algorithm ${name} is not modelled`);
  }
  return mode;
}

function create(kernel: Kernel, params: ProgramStruct, size: number): CryptoContext | ErrnoName {
  if (size !== PARAMETER_BYTES || params.bytes("reserved").some((byte) => byte !== 0)) return "EINVAL";
  if (text(params.bytes("type")) !== "skcipher") return "ENOENT";
  const name = text(params.bytes("algo"));
  const mode = findMode(kernel, name);
  if (!mode && !scatteredOnly[name]) return "EOPNOTSUPP";
  if (params.number("authsize") !== 0) return "EOPNOTSUPP";
  const key = params.bytes("key");
  const length = params.number("key_len");
  if (length === 0 || length > key.length) return "EINVAL";
  if (!mode) return scatteredOnly[name] ?? "ENOENT";
  if (!AES_KEY_BYTES.includes(length)) return "EINVAL";
  return new CryptoContext(kernel, name, new Aes(key.slice(0, length)), mode);
}

/** kernel/bpf/crypto.c and crypto/bpf_crypto_skcipher.c, v7.3. `*err` is written in any case but not before the size is known. */
export const bpf_crypto_ctx_create: KfuncModel<"bpf_crypto_ctx_create"> = {
  name: "bpf_crypto_ctx_create",
  notModelled: ["Algorithms other than ecb(aes) and cbc(aes), which modules may bring.", "Memory that runs out."],
  call(kernel, { params, params__sz, err }) {
    const created = create(kernel, params, params__sz);
    const result = new Uint8Array(ERROR_BYTES);
    const isContext = created instanceof CryptoContext;
    new DataView(result.buffer).setInt32(0, isContext ? 0 : negativeErrno(created), true);
    err.write(result);
    return isContext ? kernel.references.acquire(created) : null;
  },
};

/** kernel/bpf/crypto.c, v7.3. */
export const bpf_crypto_ctx_acquire: KfuncModel<"bpf_crypto_ctx_acquire"> = {
  name: "bpf_crypto_ctx_acquire",
  notModelled: ["Contexts that are going away while the program runs, for which the kernel gives NULL."],
  call(kernel, { ctx: { object } }) {
    if (object instanceof CryptoContext) object.count(1);
    return kernel.references.acquire(object);
  },
};

/** kernel/bpf/crypto.c, v7.3. */
export const bpf_crypto_ctx_release: KfuncModel<"bpf_crypto_ctx_release"> = {
  name: "bpf_crypto_ctx_release",
  notModelled: ["Freeing the context when its last reference is given back."],
  call(kernel, { ctx }) {
    if (ctx.object instanceof CryptoContext) ctx.object.count(-1);
    kernel.references.release(ctx);
  },
};

interface Crypt {
  readonly ctx: ObjectPointer<"bpf_crypto_ctx">;
  readonly src: Dynptr;
  readonly dst: Dynptr;
  readonly siv__nullable: Dynptr | null;
}

/** bpf_crypto_crypt. What is left behind the last whole block is an error, after the others were done. */
function crypt({ memory }: Kernel, { ctx: { object }, src, dst, siv__nullable: siv }: Crypt, direction: Direction) {
  if (!(object instanceof CryptoContext) || dst.readOnly) return negativeErrno("EINVAL");
  if (src.size === 0n || dst.size === 0n || src.size > dst.size) return negativeErrno("EINVAL");
  const { mode, cipher } = object;
  if (Number(siv?.size ?? 0n) !== mode.ivBytes) return negativeErrno("EINVAL");
  const [from, to] = [pieceOf(src), writablePieceOf(dst)];
  const state = siv && mode.ivBytes > 0 ? writablePieceOf(siv) : undefined;
  if (!from || !to || (mode.ivBytes > 0 && !state)) return negativeErrno("EINVAL");
  const address = ({ region, offset }: Location) => memory.addressOf(region, offset);
  const size = Number(src.size);
  const left = size % AES_BLOCK_BYTES;
  const input = memory.readBytes(address(from), size - left);
  const iv = state ? memory.readBytes(address(state), mode.ivBytes) : new Uint8Array();
  const crypted = mode.crypt(cipher, direction, input, iv);
  memory.writeBytes(address(to), crypted.bytes);
  if (state) memory.writeBytes(address(state), crypted.iv);
  return left === 0 ? 0 : negativeErrno("EINVAL");
}

const cryptNotModelled = ["Input and output that overlap without beginning at the same byte."];

/** kernel/bpf/crypto.c, v7.3. */
export const bpf_crypto_encrypt: KfuncModel<"bpf_crypto_encrypt"> = {
  name: "bpf_crypto_encrypt",
  notModelled: cryptNotModelled,
  call: (kernel, args) => crypt(kernel, args, "encrypt"),
};

/** kernel/bpf/crypto.c, v7.3. */
export const bpf_crypto_decrypt: KfuncModel<"bpf_crypto_decrypt"> = {
  name: "bpf_crypto_decrypt",
  notModelled: cryptNotModelled,
  call: (kernel, args) => crypt(kernel, args, "decrypt"),
};
