/** A way of loading a program, as the attributes of BPF_PROG_LOAD have it; numbers are those of the kernel that is probed. */
export interface ProbeForm {
  readonly programType: number;
  /** `expected_attach_type`; for struct_ops, the member's index. */
  readonly attachType: number;
  /** `prog_flags`. */
  readonly flags: number;
  /** What `attach_btf_id` names: in the types of vmlinux, or of a module that is loaded. */
  readonly target?: { readonly module?: string; readonly typeId: number };
  /** Bound to a network device (`prog_ifindex`). */
  readonly isDeviceBound: boolean;
  /** Under a license that is not GPL-compatible. */
  readonly isProprietary?: true;
}

/** Instructions name modules and maps by their place in `fd_array`: modules from 1 on in the plan's order, then the maps. */
export interface ProbePlan {
  readonly modules: readonly string[];
  readonly forms: readonly ProbeForm[];
  /** As the kernel takes them. */
  readonly programs: readonly Uint8Array[];
}

/** What the verifier answered to one program in one form. */
export interface ProbeAnswer {
  /** Of the load; 0 where it succeeded. */
  readonly errno: number;
  /** At level 1; empty where the program was loaded. */
  readonly log: string;
}

/** Places in `fd_array`. */
export interface ProbePlaces {
  /** Of the types of a module; 0 is vmlinux. */
  readonly module: (name: string | undefined) => number;
  /** An array map with one value of 64 bytes. */
  readonly array: number;
  /** Nothing before v6.9. */
  readonly arena: number;
}

export function probePlaces(modules: readonly string[]): ProbePlaces {
  return {
    module: (name) => (name === undefined ? 0 : modules.indexOf(name) + 1),
    array: modules.length + 1,
    arena: modules.length + 2,
  };
}

const NAME_BYTES = 64;
const SLOT_BYTES = 8;

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

function moduleName(name: string): Buffer {
  const bytes = Buffer.alloc(NAME_BYTES);
  bytes.write(name, "latin1");
  return bytes;
}

/** The plan as `probe.c` reads it, from a program on. */
export function writeProbeFile({ modules, forms, programs }: ProbePlan, from = 0): Buffer {
  const rest = programs.slice(from);
  const places = probePlaces(modules);
  return Buffer.concat([
    numbers(modules.length),
    ...modules.map(moduleName),
    numbers(forms.length),
    ...forms.map(({ programType, attachType, flags, target, isDeviceBound, isProprietary = false }) => {
      const place = [places.module(target?.module), target?.typeId ?? 0];
      return numbers(programType, attachType, flags, ...place, Number(isDeviceBound), Number(isProprietary));
    }),
    numbers(rest.length),
    ...rest.flatMap((program) => [numbers(program.length / SLOT_BYTES), program]),
  ]);
}
