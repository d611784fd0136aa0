/** The index of a type in its BTF; 0 is void. Types of a split BTF continue the numbers of their base. */
export type TypeId = number;

export interface BtfMember {
  /** Empty for an anonymous struct or union. */
  readonly name: string;
  readonly type: TypeId;
  /** From the start of the struct, in bits. */
  readonly bitOffset: number;
  /** 0 where the member is no bit-field. */
  readonly bitFieldSize: number;
}

export interface BtfEnumerator {
  readonly name: string;
  readonly value: bigint;
}

/** A BTF type by its kind (include/uapi/linux/btf.h). Sizes are in bytes. Anonymous types have an empty name. */
export type BtfType =
  | { readonly kind: "void" }
  | {
      readonly kind: "int";
      readonly name: string;
      readonly size: number;
      readonly bits: number;
      readonly bitOffset: number;
      readonly encoding: { readonly signed: boolean; readonly char: boolean; readonly bool: boolean };
    }
  | { readonly kind: "ptr"; readonly type: TypeId }
  | { readonly kind: "array"; readonly element: TypeId; readonly index: TypeId; readonly length: number }
  | {
      readonly kind: "struct" | "union";
      readonly name: string;
      readonly size: number;
      readonly members: readonly BtfMember[];
    }
  | {
      /** BTF_KIND_ENUM and BTF_KIND_ENUM64 alike: `size` tells them apart only where it is 8. */
      readonly kind: "enum";
      readonly name: string;
      readonly size: number;
      readonly signed: boolean;
      readonly is64: boolean;
      readonly values: readonly BtfEnumerator[];
    }
  | { readonly kind: "fwd"; readonly name: string; readonly union: boolean }
  | { readonly kind: "typedef"; readonly name: string; readonly type: TypeId }
  | { readonly kind: "const" | "volatile" | "restrict"; readonly type: TypeId }
  | {
      readonly kind: "func";
      readonly name: string;
      readonly type: TypeId;
      readonly linkage: "static" | "global" | "extern";
    }
  | {
      readonly kind: "func_proto";
      readonly returns: TypeId;
      readonly params: readonly { readonly name: string; readonly type: TypeId }[];
      readonly variadic: boolean;
    }
  | {
      readonly kind: "var";
      readonly name: string;
      readonly type: TypeId;
      readonly linkage: "static" | "global" | "extern";
    }
  | {
      readonly kind: "datasec";
      readonly name: string;
      readonly size: number;
      readonly entries: readonly { readonly type: TypeId; readonly offset: number; readonly size: number }[];
    }
  | { readonly kind: "float"; readonly name: string; readonly size: number }
  | {
      readonly kind: "decl_tag";
      readonly name: string;
      readonly type: TypeId /** -1 tags the type itself. */;
      readonly component: number;
      readonly attribute: boolean;
    }
  | {
      readonly kind: "type_tag";
      readonly name: string;
      readonly type: TypeId /** kind_flag set: a C attribute such as address_space(1), not a tag. */;
      readonly attribute: boolean;
    };

export type BtfKind = BtfType["kind"];
type Having<Type, Kind> = Type extends { readonly kind: infer Own } ? (Kind extends Own ? Type : never) : never;
export type BtfTypeOf<Kind extends BtfKind> = Having<BtfType, Kind>;
/** A struct or a union. */
export type BtfComposite = BtfTypeOf<"struct" | "union">;
