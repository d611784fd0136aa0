import { toHex } from "../../bytes/hex.ts";
import { BIT_STRING, CONTEXT_0, elementsOf, INTEGER, OBJECT_IDENTIFIER, SEQUENCE, within } from "./der.ts";
import { type RsaKey, toNumber } from "./rsa.ts";

/** An X.509 certificate, as far as signatures are checked with it. */
export interface Certificate {
  /** Issuer and serial number, by which messages name the signer's certificate. */
  readonly id: string;
  readonly key: RsaKey;
}

/** Of the algorithm rsaEncryption (RFC 3279). */
export const RSA_ENCRYPTION = "2a864886f70d010101";

/** By which a certificate is found (asymmetric_key_generate_id, crypto/asymmetric_keys/asymmetric_type.c, v7.3). */
export const certificateId = (issuer: Uint8Array, serial: Uint8Array): string => `${toHex(serial)} ${toHex(issuer)}`;

function rsaKey(bits: Uint8Array): RsaKey | undefined {
  const [sequence] = elementsOf(bits.subarray(1)) ?? [];
  const [modulus, exponent] = within(sequence, SEQUENCE);
  if (modulus?.tag !== INTEGER || exponent?.tag !== INTEGER) return undefined;
  return { modulus: toNumber(modulus.content), exponent: toNumber(exponent.content) };
}

/** A certificate (RFC 5280) with an RSA key; undefined for anything else. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  const [outer] = elementsOf(bytes) ?? [];
  const [signed] = within(outer, SEQUENCE);
  const [version, ...members] = within(signed, SEQUENCE);
  const [serial, , issuer, , , subjectKey] =
    version?.tag === CONTEXT_0 ? members : [...(version ? [version] : []), ...members];
  const [algorithm, bits] = within(subjectKey, SEQUENCE);
  const [name] = within(algorithm, SEQUENCE);
  const isRsa = name?.tag === OBJECT_IDENTIFIER && toHex(name.content) === RSA_ENCRYPTION;
  if (serial?.tag !== INTEGER || !issuer || bits?.tag !== BIT_STRING || !isRsa) return undefined;
  const key = rsaKey(bits.content);
  return key && { id: certificateId(issuer.content, serial.content), key };
}
