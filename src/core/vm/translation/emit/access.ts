import type { Operation } from "../../../isa/operation.ts";
import type { RegisterAccess } from "../../analysis/register-access.ts";

/** What an access does once its place is known. */
export interface Access extends RegisterAccess {
  readonly operation: Operation;
  /** Makes the access at the place in linear memory that `pushPlaceHere` pushes, `offset` bytes on. */
  readonly perform: (pushPlaceHere: () => void, offset: number, kind: "plain" | "any") => void;
  /** Pushes 1 where only the interpreter can make it, unless the place is likely. */
  readonly pushNotAnywhere?: () => void;
}
