/** A pointer that a load from the context gives: into the packet, to its end, to other memory, or to a socket that may be missing. */
export type ContextPointer = "packet" | "packet-end" | "pointer" | "nullable-pointer";
