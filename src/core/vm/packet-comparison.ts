/** What a comparison with the end of the packet shows. */
export interface EndComparison {
  /** On the way behind the jump where it is taken, or where it is not. */
  readonly taken: boolean;
  /** The pointer is before the end, and not at it: the byte that it points to is there, too. */
  readonly isStrict: boolean;
}

/**
 * What a jump by 64 bits shows that compares a pointer into the packet with its end, where the pointer is the left operand or the
 * right one; undefined for one that shows nothing (try_match_pkt_pointers, kernel/bpf/verifier.c, v7.3).
 */
export function endComparison(row: string, isLeft: boolean): EndComparison | undefined {
  switch (row) {
    case "jgt":
      return { taken: !isLeft, isStrict: !isLeft };
    case "jlt":
      return { taken: isLeft, isStrict: isLeft };
    case "jge":
      return { taken: !isLeft, isStrict: isLeft };
    case "jle":
      return { taken: isLeft, isStrict: !isLeft };
    default:
      return undefined;
  }
}
