import { type Certificate, readCertificate } from "../crypto/certificate.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** A key as a scenario describes it. */
export interface KeyDescription {
  readonly type: string;
  readonly description: string;
  /** Empty for a keyring. */
  readonly payload: Uint8Array;
  /** The special keyring that it is linked into: `KEY_SPEC_…`. */
  readonly keyring: string;
  readonly isRevoked?: boolean;
}

/** Serial numbers are random in Linux, from 3 on (key_alloc_serial, security/keys/key.c, v7.3). */
const FIRST_SERIAL = 0x1000_0001;
/** KEY_IS_POSITIVE and bits of `flags` (include/linux/key.h, v7.3). */
const KEY_IS_POSITIVE = 1;
const KEY_FLAG_REVOKED = 1 << 1;
const KEY_FLAG_IN_QUOTA = 1 << 2;
/** Of add_key(2): all for the possessor as far as the type has it, and to view for the user (__key_create_or_update, v7.3). */
const ALL = 0x3f01_0000;
const KEY_POS_READ = 0x0200_0000;

interface SpecialKeyring {
  /** As keyctl(2) names it. */
  readonly name: string;
  readonly description: string;
  /** It is there without being asked for. */
  readonly isAlwaysThere: boolean;
}

/** By their numbers (include/uapi/linux/keyctl.h and security/keys/process_keys.c, v7.3). */
const specialKeyrings: Readonly<Record<number, SpecialKeyring>> = {
  [-1]: { name: "KEY_SPEC_THREAD_KEYRING", description: "_tid", isAlwaysThere: false },
  [-2]: { name: "KEY_SPEC_PROCESS_KEYRING", description: "_pid", isAlwaysThere: false },
  [-3]: { name: "KEY_SPEC_SESSION_KEYRING", description: "_ses", isAlwaysThere: true },
  [-4]: { name: "KEY_SPEC_USER_KEYRING", description: "_uid.0", isAlwaysThere: true },
  [-5]: { name: "KEY_SPEC_USER_SESSION_KEYRING", description: "_uid_ses.0", isAlwaysThere: true },
};

/** A key of the kernel's key retention service: struct key. Its payload is not at its member `payload`, which is NULL. */
export class Key extends BtfObject {
  readonly serial: number;
  readonly keyType: string;
  readonly keyring: string;
  readonly payload: Uint8Array;
  readonly isRevoked: boolean;
  /** Of an asymmetric key. */
  readonly certificate: Certificate | undefined;

  constructor(kernel: Kernel, serial: number, { type, description, payload, keyring, isRevoked }: KeyDescription) {
    super(kernel, `key ${description}`, structType(kernel.btf, "key"));
    this.serial = serial;
    this.keyType = type;
    this.keyring = keyring;
    this.payload = payload;
    this.isRevoked = isRevoked === true;
    this.certificate = type === "asymmetric" ? readCertificate(payload) : undefined;
    this.set("serial", serial);
    this.set("perm", type === "logon" ? ALL & ~KEY_POS_READ : ALL);
    this.set("datalen", payload.length);
    this.set("quotalen", description.length + 1 + payload.length);
    this.set("state", KEY_IS_POSITIVE);
    this.set("flags", KEY_FLAG_IN_QUOTA | (isRevoked ? KEY_FLAG_REVOKED : 0));
    this.set("len_desc", description.length);
    this.setText("description", description);
    this.setPointer("type", this.#typeObject());
  }

  #typeObject(): BtfObject {
    const { kernel, keyType } = this;
    const object = new BtfObject(kernel, `key_type ${keyType}`, structType(kernel.btf, "key_type"));
    object.setText("name", keyType);
    return object;
  }
}

/** The keys that a scenario describes, by serial number. */
export class Keys {
  readonly #kernel: Kernel;
  readonly #keys: Key[] = [];
  readonly #special = new Map<string, Key>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  add(description: KeyDescription): Key {
    const key = new Key(this.#kernel, FIRST_SERIAL + this.#keys.length, description);
    this.#keys.push(key);
    return key;
  }

  withSerial(serial: number): Key | undefined {
    return this.#keys.find((key) => key.serial === serial);
  }

  /**
   * A special keyring of the running process by its number; undefined where it has none and `isMade` does not ask for one
   * (lookup_user_key, security/keys/process_keys.c, v7.3).
   */
  special(number: number, isMade: boolean): Key | undefined {
    const keyring = specialKeyrings[number];
    if (!keyring) return undefined;
    const { name, description, isAlwaysThere } = keyring;
    const known = this.#special.get(name);
    if (known) return known;
    if (!isMade && !isAlwaysThere && this.inKeyring(name).length === 0) return undefined;
    const made = this.add({ type: "keyring", description, payload: new Uint8Array(), keyring: "" });
    this.#special.set(name, made);
    return made;
  }

  /** The keys that a keyring holds. */
  within(keyring: Key): readonly Key[] {
    const [name] = [...this.#special].find(([, each]) => each === keyring) ?? [];
    return name === undefined ? [] : this.inKeyring(name);
  }

  /** In the order in which they were linked. */
  inKeyring(keyring: string): readonly Key[] {
    return this.#keys.filter((key) => key.keyring === keyring);
  }
}
