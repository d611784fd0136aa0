import { toHex } from "../../bytes/hex.ts";
import { certificateId, RSA_ENCRYPTION } from "./certificate.ts";
import { CONTEXT_0, elementsOf, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, SET, within } from "./der.ts";

/** A message of PKCS#7 with one signature, without certificates and attributes. */
export interface SignedMessage {
  /** Names the signer's certificate. */
  readonly signer: string;
  readonly signature: Uint8Array;
  /** Whether the message holds the data itself, too. */
  readonly hasData: boolean;
}

/** signedData, data and SHA-256 (RFC 5652, RFC 5754). */
const SIGNED_DATA = "2a864886f70d010702";
const DATA = "2a864886f70d010701";
const SHA256 = "608648016503040201";

const isObject = (element: { readonly tag: number; readonly content: Uint8Array } | undefined, name: string) =>
  element?.tag === OBJECT_IDENTIFIER && toHex(element.content) === name;

/** The length of an element that ends with two zeros: BER, which the kernel reads, too. */
const INDEFINITE = 0x80;

/** "malformed" where the bytes are no whole element; undefined for a message of another shape. */
export function readSignedMessage(bytes: Uint8Array): SignedMessage | "malformed" | undefined {
  if (bytes[1] === INDEFINITE) return undefined;
  const elements = elementsOf(bytes);
  if (!elements || elements[0]?.tag !== SEQUENCE) return "malformed";
  const [type, explicit] = within(elements[0], SEQUENCE);
  const [signedData] = within(explicit, CONTEXT_0);
  const [, , content, signers, ...more] = within(signedData, SEQUENCE);
  const [kind, data] = within(content, SEQUENCE);
  const [signer, ...others] = within(signers, SET);
  const [, named, digest, algorithm, signature, ...attributes] = within(signer, SEQUENCE);
  const [issuer, serial] = within(named, SEQUENCE);
  const isKnown =
    isObject(type, SIGNED_DATA) &&
    isObject(kind, DATA) &&
    isObject(within(digest, SEQUENCE)[0], SHA256) &&
    isObject(within(algorithm, SEQUENCE)[0], RSA_ENCRYPTION) &&
    elements.length === 1;
  const isAlone = more.length === 0 && others.length === 0 && attributes.length === 0;
  if (!isKnown || !isAlone || !issuer || !serial || signature?.tag !== OCTET_STRING) return undefined;
  const id = certificateId(issuer.content, serial.content);
  return { signer: id, signature: signature.content, hasData: data !== undefined };
}
