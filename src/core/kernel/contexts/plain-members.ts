import type { ProgramBytes } from "../objects/program-bytes.ts";
import type { ContextMember, MemberWidth } from "./struct-context.ts";

/** A member that is what stands there in the struct that the scenario describes. */
export const plainMember = (name: string, width: MemberWidth): ContextMember<ProgramBytes> => ({
  name,
  width,
  memory: (struct) => struct.all.subarray(struct.place(name).offset),
});

/** Plain members by their names, in the order of the struct. */
export const plainMembers = (widths: Readonly<Record<string, MemberWidth>>): ContextMember<ProgramBytes>[] =>
  Object.entries(widths).map(([name, width]) => plainMember(name, width));
