/** The fields of an opcode byte, RFC 9669 section 3.1, with Linux's additions (include/uapi/linux/bpf.h, v7.3). */
export const classes = {
  LD: 0x00,
  LDX: 0x01,
  ST: 0x02,
  STX: 0x03,
  ALU: 0x04,
  JMP: 0x05,
  JMP32: 0x06,
  ALU64: 0x07,
} as const;

export const modes = { IMM: 0x00, ABS: 0x20, IND: 0x40, MEM: 0x60, MEMSX: 0x80, ATOMIC: 0xc0 } as const;

/** The source bit of arithmetic and jumps: K takes the immediate, X a register. */
export const sources = { K: 0x00, X: 0x08 } as const;

export const classOf = (opcode: number): number => opcode & 0x07;
export const sourceOf = (opcode: number): number => opcode & 0x08;
/** The operation of an arithmetic or jump opcode. */
export const codeOf = (opcode: number): number => opcode & 0xf0;
/** The size bits of a load or store opcode. */
export const sizeOf = (opcode: number): number => opcode & 0x18;
/** The mode of a load or store opcode. */
export const modeOf = (opcode: number): number => opcode & 0xe0;

/** The 64-bit immediate load, which takes two slots. */
export const LD_IMM64 = classes.LD | modes.IMM | 0x18;

/** A call of any kind. */
export const CALL = classes.JMP | 0x80;

/** What `src` means in a call (BPF_PSEUDO_…). */
export const callTargets = { helper: 0, subprogram: 1, kfunc: 2 } as const;

/** What `src` means in a 64-bit immediate load; 0 is a plain number. */
export const BPF_PSEUDO_MAP_FD = 1;
export const BPF_PSEUDO_MAP_VALUE = 2;
export const BPF_PSEUDO_BTF_ID = 3;
export const BPF_PSEUDO_FUNC = 4;
export const BPF_PSEUDO_MAP_IDX = 5;
export const BPF_PSEUDO_MAP_IDX_VALUE = 6;

/** r0 to r9 and the frame pointer r10. */
export const REGISTER_COUNT = 11;
export const FRAME_POINTER = 10;
export const SLOT_SIZE = 8;
