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
}

/** Serial numbers are random in Linux, from 3 on (key_alloc_serial, security/keys/key.c, v7.3). */
const FIRST_SERIAL = 0x1000_0001;
/** KEY_IS_POSITIVE and the KEY_FLAG_IN_QUOTA bit (include/linux/key.h, v7.3). */
const KEY_IS_POSITIVE = 1;
const KEY_FLAG_IN_QUOTA = 1 << 2;
/** Of add_key(2): all for the possessor as far as the type has it, and to view for the user (__key_create_or_update, v7.3). */
const ALL = 0x3f01_0000;
const KEY_POS_READ = 0x0200_0000;

/** A key of the kernel's key retention service: struct key. Its payload is not at its member `payload`, which is NULL. */
export class Key extends BtfObject {
  readonly serial: number;
  readonly keyType: string;
  readonly keyring: string;
  readonly payload: Uint8Array;

  constructor(kernel: Kernel, serial: number, { type, description, payload, keyring }: KeyDescription) {
    super(kernel, `key ${description}`, structType(kernel.btf, "key"));
    this.serial = serial;
    this.keyType = type;
    this.keyring = keyring;
    this.payload = payload;
    this.set("serial", serial);
    this.set("perm", type === "logon" ? ALL & ~KEY_POS_READ : ALL);
    this.set("datalen", payload.length);
    this.set("quotalen", description.length + 1 + payload.length);
    this.set("state", KEY_IS_POSITIVE);
    this.set("flags", KEY_FLAG_IN_QUOTA);
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

  /** In the order in which they were linked. */
  inKeyring(keyring: string): readonly Key[] {
    return this.#keys.filter((key) => key.keyring === keyring);
  }
}
