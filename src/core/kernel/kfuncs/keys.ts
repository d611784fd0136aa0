import { negativeErrno } from "../../uapi/errno.ts";
import { isSignedBy } from "../crypto/rsa.ts";
import { readSignedMessage } from "../crypto/signed-message.ts";
import { wholeOf } from "../helpers/dynptr.ts";
import type { Kernel } from "../kernel.ts";
import { BpfKey } from "../objects/bpf-key.ts";
import type { Key } from "../objects/keys.ts";
import type { KfuncModel } from "./model.ts";

/** KEY_LOOKUP_CREATE and KEY_LOOKUP_ALL (include/linux/key.h, v7.3). */
const LOOKUP_CREATE = 1n;
const LOOKUP_ALL = 3n;
/** VERIFY_USE_PLATFORM_KEYRING (include/linux/verification.h, v7.3). */
const LAST_SYSTEM_KEYRING = 2n;
/** asn1_ber_decoder (lib/asn1_decoder.c, v7.3). */
const LONGEST_MESSAGE = 65535;

/** kernel/bpf/helpers.c and security/keys/process_keys.c, v7.3. */
export const bpf_lookup_user_key: KfuncModel<"bpf_lookup_user_key"> = {
  name: "bpf_lookup_user_key",
  notModelled: [
    "Keys that are being made while the program runs, and those of other processes.",
    "Memory that runs out.",
  ],
  call(kernel, { serial, flags }) {
    if ((flags & ~LOOKUP_ALL) !== 0n) return null;
    const { keys, references } = kernel;
    const key = serial < 0 ? keys.special(serial, (flags & LOOKUP_CREATE) !== 0n) : keys.withSerial(serial);
    return key ? references.acquire(new BpfKey(kernel, key)) : null;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_lookup_system_key: KfuncModel<"bpf_lookup_system_key"> = {
  name: "bpf_lookup_system_key",
  notModelled: ["Memory that runs out."],
  call: (kernel, { id }) =>
    id > LAST_SYSTEM_KEYRING ? null : kernel.references.acquire(new BpfKey(kernel, undefined)),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_key_put: KfuncModel<"bpf_key_put"> = {
  name: "bpf_key_put",
  notModelled: [],
  call: (kernel, { bkey }) => void kernel.references.release(bkey),
};

/** pkcs7_validate_trust: only keyrings have keys that are trusted, and the system's have none that a scenario could sign with. */
function trustedKeys({ keys }: Kernel, keyring: Key | undefined): readonly Key[] {
  return keyring ? keys.within(keyring) : [];
}

/** verify_pkcs7_signature (certs/system_keyring.c, v7.3). */
function verify(kernel: Kernel, data: Uint8Array, message: Uint8Array, keyring: Key | undefined): number {
  if (message.length > LONGEST_MESSAGE) return negativeErrno("EMSGSIZE");
  const read = readSignedMessage(message);
  if (read === "malformed") return negativeErrno("EBADMSG");
  if (!read) kernel.fault("kfunc-not-modelled", "a PKCS#7 message of this form is not modelled");
  if (read.hasData) return negativeErrno("EBADMSG");
  const certified = trustedKeys(kernel, keyring).filter(({ certificate }) => certificate);
  const signer = certified.find(({ certificate, isRevoked }) => !isRevoked && certificate?.id === read.signer);
  /* keyring_search_iterator (security/keys/keyring.c, v7.3): any revoked key of the type leaves its mark on a search in vain. */
  if (!signer?.certificate) return negativeErrno(certified.some((key) => key.isRevoked) ? "EKEYREVOKED" : "ENOKEY");
  return isSignedBy(signer.certificate.key, data, read.signature) ? 0 : negativeErrno("EKEYREJECTED");
}

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_verify_pkcs7_signature: KfuncModel<"bpf_verify_pkcs7_signature"> = {
  name: "bpf_verify_pkcs7_signature",
  notModelled: [
    "Messages with certificates, attributes or several signatures, and other algorithms than RSA with SHA-256.",
    "Messages whose inner parts are damaged, and lengths that DER does not have.",
    "The keys of the system's keyrings: no message is signed with one of them.",
    "Keyrings that are linked into keyrings, and keys that have expired.",
  ],
  call(kernel, { data_p, sig_p, trusted_keyring: { object } }) {
    if (!(object instanceof BpfKey)) return negativeErrno("EINVAL");
    const { key } = object;
    if (key?.isRevoked) return negativeErrno("EKEYREVOKED");
    const data = wholeOf(data_p);
    const message = data && wholeOf(sig_p);
    return message ? verify(kernel, data, message, key) : negativeErrno("EINVAL");
  },
};
