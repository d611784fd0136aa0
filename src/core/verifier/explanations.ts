import type { FaultRule, faultRules } from "../vm/fault.ts";

/** Words by which the verifier names a rule, as the rules hold them. */
export type VerifierWords = (typeof faultRules)[FaultRule]["verifier"][number];

/** What a message of the verifier means, and what to do about it: plain sentences. */
export interface Explanation {
  readonly meaning: string;
  readonly remedy: string;
}

/** Words that stand for several rules may mean something more exact where the rule is known. */
type Entry = Explanation & { readonly ofRule?: Partial<Record<FaultRule, Explanation>> };

const passedNullable: Explanation = {
  meaning: "What is called does not take NULL there, and nothing on this path has compared the pointer with it.",
  remedy: "Compare the pointer with NULL before the call.",
};

const nullable: Explanation = {
  meaning: "The pointer can still be NULL here: nothing on this path has compared it with NULL.",
  remedy: "Compare it with NULL right after the call that returned it, and use it only on the path where it is not.",
};

const leaked: Explanation = {
  meaning: "On this path the program ends while it still holds a reference.",
  remedy: "Give the reference back on every path to the exit, early returns included.",
};

const otherTypesHelper: Explanation = {
  meaning: "Programs of this type can't call the helper.",
  remedy: "Look up which program types have it, and do the work in one of those or in another way.",
};

const lockKept: Explanation = {
  meaning: "On this path the program or function ends while it still holds a lock.",
  remedy: "Give the lock back on every path to the exit, early returns included.",
};

const socketMember: Explanation = {
  meaning: "The load matches no member of struct bpf_sock that this kind of pointer to a socket shows.",
  remedy: "Load whole members; for a struct sock_common, take bpf_sk_fullsock() or bpf_tcp_sock() first.",
};

const notOwned: Explanation = {
  meaning:
    "What is given back is no reference that the program holds: it was given back before, or it never was acquired.",
  remedy: "Give a reference back once, and only what an acquiring kfunc returned.",
};

const noSuchMember: Explanation = {
  meaning: "The kernel's struct has nothing at this offset that can be read with this size.",
  remedy: "Read the member by its name in vmlinux.h, and one member at a time.",
};

const unboundedOffset = {
  meaning: "The number that is added to the pointer may be so far below or above zero that it leads anywhere.",
  remedy:
    "Compare it with both ends of what the pointer points to first; an unsigned comparison finds negative ones too.",
};

const pastTheEnd: Explanation = {
  meaning: "For all that was checked before, the access can reach past the end of the memory.",
  remedy: "Ask for as many bytes as are read, or compare the offset with the length before the access.",
};

const unboundedIndex: Explanation = {
  meaning: "The offset or index of the access has no bound that the verifier can see.",
  remedy:
    "Compare the index with the number of elements before the access, `if (index >= 16) return 0;`, or cut it with `index &= 15`.",
};

const fieldOfValue: Explanation = {
  meaning: "The call takes a field of a map's value, and the pointer leads to other memory.",
  remedy: "Look up the element, and pass the address of the field in its value.",
};

const otherContext: Explanation = {
  meaning: "The parameter is tagged __arg_ctx, and points to something else than the context of such programs.",
  remedy: "Declare it with the type that the message names, or as `void *`.",
};

const readOnly: Explanation = {
  meaning: "The memory may be read, but not written.",
  remedy: "Copy what is to be changed, or get the memory by a kfunc or map that lets it be written.",
};

const unwrittenStack: Explanation = {
  meaning:
    "The access is to stack that was never written on this path, or that lies outside of the frame. Where whoever loads the program has CAP_PERFMON, Linux reads what was never written all the same, since v6.3.",
  remedy: "Initialise the variable, all of it, before it is read or passed on.",
};

const license: Explanation = {
  meaning: "Only programs under a GPL-compatible license may make this call, or read kernel objects.",
  remedy: 'Declare such a license: `char _license[] SEC("license") = "GPL";`.',
};

const noEnd: Explanation = {
  meaning: "The verifier comes to no end with the program: a loop has no bound that it can see, or paths are too many.",
  remedy: "Bound the loop by a constant, or use bpf_loop() or an open-coded iterator.",
};

const noNumber: Explanation = {
  meaning: "The register holds a number to the verifier, and no pointer that it could follow.",
  remedy: "Follow the register back through the log to the instruction after which it is no pointer any more.",
};

const notTrusted: Explanation = {
  meaning:
    "The kfunc takes only a pointer that is known to stay valid, and this one is not: it was read from a map or from a struct, or moved, in place of being acquired or handed in by the kernel.",
  remedy: "Acquire the object first, and pass what the acquiring kfunc returned, unchanged.",
};

const otherObject: Explanation = {
  meaning: "The helper takes a pointer to a kernel object of one type, and gets something else.",
  remedy: "Pass the pointer to such an object as the kernel gave it, and test it for NULL before where it may be.",
};

const oneLock: Explanation = {
  meaning: "While a lock is held no other lock may be taken, and nearly no function called.",
  remedy: "Call the function before the lock is taken or after it is given back, and hold one lock at a time.",
};

const unheldLock: Explanation = {
  meaning: "The lock that is given back is not the one that the program holds here.",
  remedy: "Give back the lock that was taken, by the same pointer.",
};

const outsideRcu: Explanation = {
  meaning: "What the call gives lives under RCU, and the program is in no RCU read-side section here.",
  remedy: "Make the call, and use what it gives, between bpf_rcu_read_lock() and bpf_rcu_read_unlock().",
};

const sleepsHere: Explanation = {
  meaning: "The call may sleep, and the program is in a section, or of a kind, in which nothing may.",
  remedy: "Make the call before the section or after it, in a sleepable program.",
};

const lockInTracing: Explanation = {
  meaning: "Programs of this type may not use a map whose values have a lock, a list or a tree.",
  remedy: "Keep such values to programs of other types, or use a bpf_res_spin_lock where it is allowed.",
};

const partOfKptr: Explanation = {
  meaning: "A kptr is a whole pointer of 8 bytes, and only a part of it would be loaded.",
  remedy: "Load the member by its name and its own type.",
};

const noKptr: Explanation = {
  meaning: "The argument has to be the address of a member that owns a reference, and leads to none.",
  remedy: "Pass the address of a member that is declared with `__kptr` or `__percpu_kptr`.",
};

const notHeld: Explanation = {
  meaning: "Only a reference that the program holds can be handed over.",
  remedy: "Pass what an acquiring call returned, once.",
};

const noLocalType: Explanation = {
  meaning: "Objects are allocated of structs that the program's own BTF describes, and this type is none.",
  remedy: "Pass `bpf_core_type_id_local(struct …)` of a struct that the program defines, and compile with -g.",
};

const notForPerCpu: Explanation = {
  meaning: "What each CPU is to have a copy of holds numbers only, and has a size that the allocator takes.",
  remedy: "Leave pointers, locks, lists and other special fields out of the struct, and make it small.",
};

const noTypes: Explanation = {
  meaning:
    "The kernel has no type information of the map or the program: its BTF, or the map's type with it, was refused.",
  remedy:
    "Look for what libbpf says about BTF while it loads; each list head and tree root needs a lock and __contains().",
};

const notAllocated: Explanation = {
  meaning: "The argument leads to no object that the program allocated, or not to its beginning.",
  remedy: "Pass the pointer that bpf_obj_new(), or the call that took the object out of a list or tree, returned.",
};

const uncounted: Explanation = {
  meaning: "Objects of this struct do not count references.",
  remedy: "Add a `struct bpf_refcount` to the struct.",
};

const notYours: Explanation = {
  meaning: "The program does not own the object here: it only looks at what a list, a tree or a kptr owns.",
  remedy: "Take the object out first, or acquire a reference of your own with bpf_refcount_acquire().",
};

const noField: Explanation = {
  meaning: "The list, tree or node that the call needs does not stand where the pointer leads.",
  remedy: "Pass the address of the member, of a struct that the root's __contains() names.",
};

const unlocked: Explanation = {
  meaning:
    "A list or tree is used only while the bpf_spin_lock in the same value or object is held, taken by the same pointer.",
  remedy: "Take the lock that stands beside the root before the call.",
};

const inComparison: Explanation = {
  meaning: "The callback runs while the tree is being changed, and may only compare its two nodes.",
  remedy: "Do the rest after bpf_rbtree_add() has returned.",
};

const constantString: Explanation = {
  meaning: "The kfunc takes a string that can't change and that ends with a NUL.",
  remedy: "Pass a string literal, or a `const` array of characters at file scope.",
};

const objectForMemory: Explanation = {
  meaning: "A pointer into an object is passed where the helper takes memory.",
  remedy: "Copy what it is to read to a variable, and pass the address of that.",
};

const notGlobal: Explanation = {
  meaning:
    "Only global functions are replaced, and only by global ones: the compiler may have changed others as it liked.",
  remedy: "Take away `static`, or __hidden, and add __noinline.",
};

const otherTags: Explanation = {
  meaning: "The tags of the function's parameter, such as __arg_trusted, can't stand together, or not on this type.",
  remedy: "Tag pointers only: __arg_trusted may stand with __arg_nullable, every other tag alone.",
};

const plainArithmetic: Explanation = {
  meaning: "The verifier follows a pointer through nothing but additions and subtractions of numbers, by 64 bits.",
  remedy: "Calculate with an offset or an index, and add it to the pointer last.",
};

const otherSignature: Explanation = {
  meaning: "The program does not take and return the same types as the function whose place it is to take.",
  remedy: "Declare it with the very prototype of the function.",
};

/** What each of the verifier's wordings means. */
const explanations: Readonly<Record<VerifierWords, Entry>> = {
  "invalid mem access 'ptr_or_null_": nullable,
  "invalid mem access 'trusted_ptr_or_null_": nullable,
  "invalid mem access 'untrusted_ptr_or_null_": nullable,
  "invalid mem access 'rcu_ptr_or_null_": nullable,
  "invalid mem access 'map_value_or_null'": nullable,
  "invalid mem access 'map_ptr_or_null'": nullable,
  "invalid mem access 'mem_or_null'": nullable,
  "invalid mem access 'ringbuf_mem_or_null'": nullable,
  "invalid mem access 'sock_or_null'": nullable,
  "invalid mem access 'sock_common_or_null'": nullable,
  "32-bit pointer arithmetic prohibited": plainArithmetic,
  "pointer arithmetic on map_ptr prohibited": {
    meaning: "The address of a map only names it, and nothing is added to it or taken from it.",
    remedy: "Look up the element with bpf_map_lookup_elem(), compare the result with NULL, and calculate with that.",
  },
  "pointer arithmetic on pkt_end prohibited": {
    meaning:
      "The end of the packet is there to be compared with; the verifier does not follow where it would be moved.",
    remedy: "Add to a pointer into the packet, and compare that with the end: `data + size > data_end`.",
  },
  "operator prohibited": plainArithmetic,
  "pointer prohibited": plainArithmetic,
  "tried to subtract pointer from scalar": plainArithmetic,
  "prohibited, null-check it first": {
    meaning: "What is added to a pointer that may be NULL, or taken from it, hides whether it was NULL.",
    remedy: "Compare the pointer with NULL before you take the address of a member or calculate with it.",
  },
  "type=scalar expected=sock_common": notOwned,
  "invalid mem access 'rdonly_mem_or_null'": nullable,
  "invalid mem access 'scalar'": {
    ...noNumber,
    ofRule: {
      "null-dereference": {
        meaning: "On this path the pointer is known to be NULL, which to the verifier is the number 0.",
        remedy: "Leave the path where the pointer is NULL before you use it.",
      },
      "use-after-release": {
        meaning: "With its reference the program lost the pointer, too: to the verifier it is a mere number now.",
        remedy: "Read what you need before you give the reference back.",
      },
    },
  },
  "Unreleased reference": leaked,
  "would lead to reference leak": leaked,
  "Leaking reference": {
    meaning: "A reference is given back while another one, which was made from it, is still held.",
    remedy: "Give back first what was made from it: discard a file's dynptr before the file is put.",
  },
  "release kfunc": notOwned,
  "release kernel function": notOwned,
  "expects referenced PTR_TO_BTF_ID": notOwned,
  "must be referenced or trusted": { ...notTrusted, ofRule: { "release-unowned": notOwned } },
  "must point to": {
    meaning: "The argument is no pointer to the kernel's object, so that the verifier takes it for plain memory.",
    remedy: "Pass the pointer as the kernel gave it, while its reference is held.",
    ofRule: { "release-unowned": notOwned },
  },
  "invalid access to": pastTheEnd,
  "access beyond struct": noSuchMember,
  "access beyond the end of member": noSuchMember,
  "cannot access ptr member": noSuchMember,
  "invalid negative access": noSuchMember,
  "invalid negative tracepoint buffer offset": pastTheEnd,
  "doesn't have field at offset": noSuchMember,
  "invalid sock access": socketMember,
  "invalid sock_common access": socketMember,
  "min value is outside of the allowed memory range": pastTheEnd,
  "offset is outside of the packet": pastTheEnd,
  "pointer be out of bounds": unboundedOffset,
  "math between": unboundedOffset,
  "unbounded memory access, make sure to bounds check": unboundedIndex,
  "invalid write to stack": {
    meaning: "The write lies outside of the function's frame, which has 512 bytes with those of its callers.",
    remedy: "Keep the index within the variable, or move large data to a map.",
  },
  "invalid read from stack": unwrittenStack,
  "invalid indirect read from stack": unwrittenStack,
  "cannot write into": readOnly,
  "write into map forbidden": readOnly,
  "only read is supported": readOnly,
  "only read from": readOnly,
  "no write support to": readOnly,
  "beyond the member of": readOnly,
  "may write into memory pointed by": readOnly,
  "!read_ok": {
    meaning: "The register was never written on this path, or a call has taken its value: R1 to R5 do not outlive one.",
    remedy: "Give the variable a value on every path that leads here.",
  },
  misaligned: {
    meaning: "The address is no multiple of the size of the access, which this memory asks for.",
    remedy: "Access the member with its own type, and do not cast to a wider one.",
  },
  "invalid bpf_context access": {
    meaning: "Programs of this type can't read or write the context at this offset with this size.",
    remedy: "Use the members of the context's struct as they are declared, and write only those that may be written.",
  },
  "negative offset ctx ptr": {
    meaning: "The pointer was moved to before the start of the context.",
    remedy: "Read the context through the pointer as it came.",
  },
  "R6 != pointer to skb": {
    meaning: "The legacy loads of packet data take the context from R6, which holds something else here.",
    remedy: "Keep the context, as the program got it, in R6.",
  },
  "expected=ctx": {
    meaning: "The helper takes the program's context, and the argument is something else.",
    remedy: "Pass the context as the program got it, and not what bpf_cast_to_kern_ctx() made of it.",
  },
  "BPF_LD_[ABS|IND] instructions not allowed for this program type": {
    meaning: "The legacy loads of packet data are for socket filters and tc programs.",
    remedy: "Read the packet through the context's data pointers, or with bpf_skb_load_bytes().",
  },
  "expected STRUCT": {
    meaning: "The kfunc takes an object of the kernel's or a map, and the argument is a pointer to something else.",
    remedy: "Pass the object as the kernel gave it, or the map as `&name`.",
  },
  "type ID argument must be of a struct or void": {
    meaning: "The kfunc lets memory be read as a struct, and the type is something else.",
    remedy: "Name a struct or a union, or read a number with bpf_probe_read_kernel().",
  },
  "Unknown type ID": {
    meaning: "The running kernel has no type with the id.",
    remedy: "Take the id with bpf_core_type_id_kernel(), which the loader makes fit the running kernel.",
  },
  "calling kernel function": {
    meaning: "Programs of this type, or at this hook, may not make the call.",
    remedy: "Look up which program types may call the kfunc, and move the call into a program of such a type.",
  },
  "program must be sleepable to call sleepable kfunc": {
    meaning: "The kfunc may sleep, and the program runs where nothing may.",
    remedy: "Make the program sleepable, with a section such as `lsm.s/` or `syscall`, where its type can be.",
  },
  "cannot call kernel function from non-GPL compatible program": license,
  "cannot call GPL-restricted function from non-GPL compatible program": license,
  "Cannot access kernel": license,
  "Possibly NULL pointer passed to trusted": passedNullable,
  "memory, len pair leads to invalid memory access": {
    meaning: "The size that is passed can be more than the memory that goes with it.",
    remedy: "Pass the size of the very variable, `sizeof`, or bound it before the call.",
  },
  "expected pointer to ctx": {
    meaning: "The argument has to be the program's own context.",
    remedy: "Pass the context that the program was called with, unchanged.",
  },
  "point to a const string": constantString,
  "point to a readonly map": constantString,
  "string is not zero-terminated": constantString,
  "has a pointer to": {
    meaning:
      "The kfunc takes a pointer to another struct, which is not at this place in the one that is passed either.",
    remedy: "Pass an object of the struct that the message names first.",
  },
  "dereference of modified ctx ptr": {
    meaning: "The context was moved by an offset, and then stands for nothing that may be read or passed.",
    remedy: "Pass and read the context as it came.",
  },
  "is not a scalar": {
    meaning: "A number is taken here, and a pointer is passed.",
    remedy: "Pass the value, not its address.",
  },
  "must have zero offset when passed to release func": {
    meaning: "What is given back is a place inside of the object, not the object.",
    remedy: "Give back the pointer as the acquiring kfunc returned it.",
  },
  "must be a known constant": {
    meaning: "The verifier has to know the number, and it can be one of several here.",
    remedy: "Pass a constant, such as a literal or `sizeof`.",
  },
  "unbounded memory access, use": {
    meaning: "The size that is passed has no upper bound that the verifier can see.",
    remedy: "Compare the size with a constant before the call.",
  },
  "cannot be used in tracing programs on types with NMI unsafe fields": {
    meaning: "The object owns others, and the program may have interrupted the very code that would free them.",
    remedy: "Drop it in a program of another type, or put it in a map.",
  },
  "expected pointer to func": {
    meaning: "The argument has to be a function of the program.",
    remedy: "Pass the name of a static function of the same file.",
  },
  "expected=percpu_ptr_": {
    meaning: "The argument has to be a pointer to something that each CPU has a copy of, while RCU protects it.",
    remedy: "Load it from a `__percpu_kptr` within an RCU section, or take the address of a per-CPU variable.",
  },
  "expected pointer to STRUCT": {
    meaning: "The argument points to another kind of object than the kfunc takes.",
    remedy:
      "Pass a pointer to the struct that the prototype names; a cast in C does not change what the verifier knows.",
  },
  "type=scalar expected=fp": {
    meaning: "A number is passed where a pointer to memory is due.",
    remedy: "Pass the address of a variable.",
  },
  "type=ptr_ expected=fp": objectForMemory,
  "type=rcu_ptr_ expected=fp": objectForMemory,
  "type=untrusted_ptr_ expected=fp": objectForMemory,
  "or_null expected=": passedNullable,
  "map_value_or_null expected=": passedNullable,
  "or_null_ expected=": passedNullable,
  "Possibly NULL pointer passed to helper": passedNullable,
  "type=map_ptr expected=fp": {
    meaning: "A map itself is passed where the helper takes memory.",
    remedy: "Look up an element, compare it with NULL, and pass the address of its value.",
  },
  "point to map value or allocated object": {
    meaning: "The argument is neither in the value of a map nor in an object that the program allocated.",
    remedy: "Keep the lock in a map's value, a global variable or an allocated object, and pass its address.",
  },
  "cannot pass map_type": {
    meaning: "The helper is not for maps of this type.",
    remedy: "Use the helpers that the map's type has, or define a map of another type.",
  },
  "expected=map_ptr": {
    meaning: "Something else than a map is passed where the helper takes one.",
    remedy: "Pass the address of a map that the object defines, or what a look-up in a map of maps returned.",
  },
  " is expected": otherObject,
  "callback function not allowed for map": {
    meaning: "The elements of a map of this type can't be walked by a callback.",
    remedy: "Use an array or a hash table, or look elements up one by one.",
  },
  "Unsupported reg type": {
    meaning: "The dynptr is to be made of memory that is no value of a map.",
    remedy: "Make it of what bpf_map_lookup_elem() returned, or of a global variable.",
  },
  "type=arena expected": {
    meaning: "The argument is a pointer into an arena, which helpers can't follow.",
    remedy: "Copy what stands there to the stack or to a map, and pass that.",
  },
  "type=rdonly_untrusted_mem expected": {
    meaning:
      "The argument is what bpf_rdonly_cast() gave for the type id 0: bytes that may not be there, and of no size.",
    remedy: "Read it by loads of your own, or pass the address to bpf_probe_read_kernel().",
  },
  "cannot update sockmap": {
    meaning:
      "Programs of this type run where the socket may not be locked, so they put none into a map and take none out.",
    remedy:
      'Use bpf_sock_map_update() or bpf_sock_hash_update() in a program of SEC("sockops"), or leave it to user space.',
  },
  "addr_space_cast insn can only be used in a program that has an associated arena": {
    meaning: "The program turns a pointer into one to an arena, but takes none.",
    remedy: "Name the arena in the program: pass it to bpf_arena_alloc_pages(), or use one of its variables.",
  },
  "metadata kfuncs require device-bound program": {
    meaning: "What a card knows of a packet is asked of its driver, so the program has to be loaded for that device.",
    remedy: "Load it with BPF_F_XDP_DEV_BOUND_ONLY and the number of the device.",
  },
  "kern ctx type id": {
    meaning: "Where programs of this type have their context, the kernel has no struct of its own.",
    remedy: "Read the context itself; arguments of tracing programs have their kernel types already.",
  },
  "cannot use helper": otherTypesHelper,
  "unknown func": otherTypesHelper,
  "doesn't point to 'struct": {
    meaning: "The pointer leads into a map's value, but not to the field that the call is for.",
    remedy: "Pass the address of the field itself.",
  },
  "has no valid bpf_": {
    meaning: "Values of this map do not hold the field that the call is for.",
    remedy: "Declare the field in the struct of the map's values, and the map with __type(value, …).",
  },
  "doesn't match map pointer in": {
    meaning: "The field stands in a value of another map than the one that is passed with it.",
    remedy: "Pass the map that the value was looked up in.",
  },
  "doesn't point to a map value": fieldOfValue,
  "expected=map_value": fieldOfValue,
  "isn't map pointer": {
    meaning: "A map is expected, and the argument leads to something else.",
    remedy: "Pass the address of the map, as it is declared in .maps.",
  },
  "invalid mem access 'dynptr_ptr'": {
    meaning: "A dynptr is no memory that could be read or written.",
    remedy: "Use bpf_dynptr_read(), bpf_dynptr_data() or a slice to get at what it leads to.",
  },
  "doesn't support non-zero flags": {
    meaning: "The helper can't return an error, so it takes no flags but 0.",
    remedy: "Pass 0.",
  },
  "Failed to properly initialize insn array": {
    meaning: "A map of instructions was not filled and frozen for this very program before it is loaded.",
    remedy: "Leave such maps to the compiler and libbpf, which make them of jump tables.",
  },
  "Sleepable programs can only use": {
    meaning: "The program may sleep, and elements of a map of this type can't be kept while it does.",
    remedy: "Use a hash, an array, a ring buffer or a local storage, or a program that doesn't sleep.",
  },
  "read from map forbidden": {
    meaning: "The map was made write-only for programs.",
    remedy: "Make the map without BPF_F_WRONLY_PROG, or keep what the program has to read elsewhere.",
  },
  "helper call is not allowed in probe": {
    meaning: "The helper is only for programs that are attached or loaded in another way.",
    remedy: "Look up what the helper asks of the attach type, or get what it gives in another way.",
  },
  "failed to resolve CO-RE relocation": {
    meaning: "The kernel's types lack the member, type or value that the program asks for here.",
    remedy: "Test with bpf_core_field_exists() and the like first, so that the verifier never comes here.",
  },
  "is referenced but wasn't resolved": {
    meaning: "The kernel has no kfunc of this name and prototype; a weak one may be missing, but not be called.",
    remedy: "Test with bpf_ksym_exists() before the call.",
  },
  "invalid kernel function call not eliminated in verifier pass": {
    meaning: "The kernel has no such kfunc, and the verifier comes to its call.",
    remedy: "Test with bpf_ksym_exists() before the call.",
  },
  "invalid func unknown#": {
    meaning: "Here stands an invalid call, put in by libbpf because the kernel lacks what the program asks for.",
    remedy: "Test that it is there, by bpf_core_field_exists() or bpf_ksym_exists(), before it is used.",
  },
  "invalid func": {
    meaning: "The kernel has no helper with this number.",
    remedy: "The helper is of a newer kernel: check for it with bpf_core_enum_value_exists() before the call.",
  },
  "cannot be accessed directly by load/store": {
    meaning: "The field belongs to the kernel: only its own helpers and kfuncs touch it.",
    remedy: "Leave it out of copies and comparisons, and use the functions that are for it.",
  },
  "is disallowed": {
    meaning: "The field belongs to the kernel: only its own helpers and kfuncs touch it.",
    remedy: "Leave it out of copies and comparisons, and use the functions that are for it.",
  },
  "store to referenced kptr disallowed": {
    meaning: "The kptr owns a reference, which a plain store would lose.",
    remedy: "Exchange it with bpf_kptr_xchg(), and give back what that returns.",
  },
  "store to uptr disallowed": {
    meaning: "The member leads to memory of user space, which user space alone puts in.",
    remedy: "Set it from user space, by an update of the task's element.",
  },
  "invalid kptr access": {
    meaning: "The kptr takes pointers to another struct, or ones that are good for longer.",
    remedy: "Put in a pointer of the type that the member is declared with, as the acquiring call returned it.",
  },
  "kptr access size must be BPF_DW": partOfKptr,
  "kptr access misaligned": partOfKptr,
  "cannot be accessed indirectly by helper": {
    meaning: "The memory that a helper is to write has a kptr in it.",
    remedy: "Let the helper write to a variable, and copy what lies beside the kptr.",
  },
  "has no valid kptr": noKptr,
  "doesn't point to kptr": noKptr,
  "kptr isn't referenced kptr": noKptr,
  "expected=ptr_": { ...notHeld, ofRule: { "helper-argument": otherObject } },
  "must be referenced when passed to release function": notHeld,
  "invalid PTR_TO_BTF_ID register for type match": { ...notHeld, ofRule: { "helper-argument": passedNullable } },
  "type ID argument must be": noLocalType,
  "type ID argument must not contain special fields": notForPerCpu,
  "bpf_percpu_obj_new type size": notForPerCpu,
  "requires prog BTF": noTypes,
  "has to have BTF in order to use": noTypes,
  "expected pointer to allocated object": notAllocated,
  "expected pointer to map value or allocated object": {
    meaning: "The argument has to lead into a map's value, a global variable, or an object that the program owns.",
    remedy: "Pass the address of the list head or root itself.",
  },
  "allocated object must be referenced": notYours,
  "expected for bpf_obj_drop()": notAllocated,
  "expected for bpf_percpu_obj_drop()": notAllocated,
  "is neither owning or non-owning ref": notAllocated,
  "doesn't point to a type with bpf_refcount field": uncounted,
  "Couldn't find btf_record": uncounted,
  "can only take non-owning or refcounted": {
    meaning: "The call takes a node that hangs in the tree, and the pointer is none to such a one any more.",
    remedy: "Use the pointer that the tree gave while the lock has been held without a break.",
  },
  "not found at offset": noField,
  "operation on bpf_": noField,
  "but expected bpf_": noField,
  "must be held for": unlocked,
  "held lock and object are not in the same allocation": unlocked,
  "not allowed in rbtree cb": inComparison,
  "spin_{lock,unlock} in rbtree cb": inComparison,
  "access percpu memory": {
    meaning: "Each CPU has a copy of the object, and the pointer is to none of them.",
    remedy: "Pass it to bpf_this_cpu_ptr() or bpf_per_cpu_ptr() and use what they return.",
  },
  "cannot use bpf_spin_lock yet": lockInTracing,
  "cannot use bpf_{list_head,rb_root} yet": lockInTracing,
  "Locking two bpf_spin_locks are not allowed": oneLock,
  "function calls are not allowed while holding a lock": oneLock,
  "Acquiring the same lock again": {
    meaning: "The lock is held on this path already, and would never come free.",
    remedy: "Take the lock once, and give it back before it is taken again.",
  },
  "_unlock without taking a lock": unheldLock,
  "_unlock of different lock": unheldLock,
  "_unlock cannot be out of order": {
    meaning: "Another lock was taken after the one that is given back, and is still held.",
    remedy: "Give locks back in the reverse order.",
  },
  "bpf_spin_lock-ed region": lockKept,
  "bpf_spin_unlock is missing": lockKept,
  "unmatched rcu read unlock": {
    meaning: "The program leaves an RCU read-side section that it is not in on this path.",
    remedy: "Call bpf_rcu_read_lock() once for each bpf_rcu_read_unlock(), and before it.",
  },
  "bpf_rcu_read_lock-ed region": {
    meaning: "On this path the program ends in an RCU read-side section.",
    remedy: "Call bpf_rcu_read_unlock() on every path to the exit, early returns included.",
  },
  "requires RCU critical section protection": outsideRcu,
  "must be a rcu pointer": {
    meaning: "The kfunc takes a pointer that RCU keeps valid, and this one is not, or not any more.",
    remedy: "Load the pointer and pass it within one RCU read-side section, or acquire the object.",
  },
  "expected an RCU CS": outsideRcu,
  "unmatched attempt to enable preemption": {
    meaning: "The program enables preemption that it has not disabled on this path.",
    remedy: "Call bpf_preempt_disable() once for each bpf_preempt_enable(), and before it.",
  },
  "bpf_preempt_disable-ed region": {
    meaning: "On this path the program ends with preemption off.",
    remedy: "Call bpf_preempt_enable() on every path to the exit, early returns included.",
  },
  "expected an initialized irq flag": {
    meaning: "No interrupt state was saved in this variable on this path, or it was written over or restored since.",
    remedy: "Save the state into the variable first, restore it once, and leave the variable alone in between.",
  },
  "expected uninitialized irq flag": {
    meaning: "The variable holds an interrupt state that was not restored yet.",
    remedy: "Take a variable for each section, or restore the state first.",
  },
  "point to an irq flag on stack": {
    meaning: "The interrupt state is kept on the program's own stack, and the argument points elsewhere.",
    remedy: "Pass the address of a local `unsigned long`.",
  },
  "cannot restore irq state out of order": {
    meaning: "Another interrupt state was saved after this one, and is not restored yet.",
    remedy: "Restore them in the reverse order.",
  },
  "irq flag acquired by": {
    meaning: "The state was saved by one kind of kfunc and is restored by the other.",
    remedy: "Pair bpf_local_irq_save() with bpf_local_irq_restore(), and the kfuncs that lock with those that unlock.",
  },
  "bpf_local_irq_save-ed region": {
    meaning: "On this path the program ends with interrupts off.",
    remedy: "Restore the interrupt state on every path to the exit, early returns included.",
  },
  "expected uninitialized iter_": {
    meaning: "The variable holds an iterator that was not destroyed yet.",
    remedy: "Take a variable for each iterator that is open at one time, and destroy each.",
  },
  "expected an initialized iter_": {
    meaning:
      "No iterator of this kind was made in the variable on this path, or it was destroyed or written over since.",
    remedy: "Make the iterator on every path to this call, use it by the kfuncs of its own kind, and copy it nowhere.",
  },
  "expected pointer to an iterator on stack": {
    meaning: "An iterator stands on the program's own stack, and the argument points elsewhere.",
    remedy: "Pass the address of a local variable of the iterator's type, which is aligned to eight bytes.",
  },
  "is only allowed in bpf_lsm, bpf_iter and sleepable progs": {
    meaning: "The iterator takes a lock that another program's hook may hold.",
    remedy: "Use it in an LSM program, an iterator, or a sleepable program.",
  },
  "cannot be called from callback subprog": {
    meaning: "A callback, or a function that one calls, throws: the helper that runs it could not be left.",
    remedy: "Let the callback return 1 to stop, and throw after the helper's call.",
  },
  "multiple exception callback tags": {
    meaning: "The program names more than one function with `__exception_cb`: exceptions end in one.",
    remedy: "Keep one of them, and let it tell the cookies apart.",
  },
  "exception cb cannot return void": {
    meaning: "What the exception callback returns is what the program returns, and it returns nothing.",
    remedy: "Let it return an int.",
  },
  "exception cb only supports single integer argument": {
    meaning: "The exception callback is called with the cookie of bpf_throw alone.",
    remedy: "Declare it with one parameter: `int callback(u64 cookie)`.",
  },
  "cannot call exception cb directly": {
    meaning: "The exception callback runs in the place of the program, whose functions may not call it.",
    remedy: "Move what both need into a function that both call.",
  },
  "return value not void or scalar": {
    meaning:
      "A global function, or an exception callback, returns a pointer: nothing is known of it where it is called.",
    remedy: "Return a number, or make the function static.",
  },
  "unexpected __bpf_trap()": {
    meaning:
      "Where C leaves the program's behaviour undefined, or after __builtin_trap(), clang puts a trap, and a path leads there.",
    remedy:
      "Initialise every variable on every path, end each function with a return, and look for arithmetic that C leaves undefined.",
  },
  "is sleepable within": sleepsHere,
  "sleepable helper": sleepsHere,
  "sleepable global function": sleepsHere,
  "should have been in": {
    meaning: "The value that is returned is not among those that this program type, or this callback, may return.",
    remedy: "Return a value within the range that the message gives, on every path.",
  },
  "the prog does not allow writes to packet data": {
    meaning: "Programs of this type can't change packets, and get no memory by which they could.",
    remedy: "Use bpf_dynptr_slice(), whose memory is read-only.",
  },
  "cannot overwrite referenced dynptr": {
    meaning: "The dynptr holds a reservation, which would be lost.",
    remedy: "Submit or discard it first, or take another variable.",
  },
  "Expected an initialized dynptr": {
    meaning: "The dynptr was made on no path that leads here.",
    remedy: "Make it first, with a function such as bpf_dynptr_from_xdp(), on every path to this call.",
  },
  "Expected a dynptr of type": {
    meaning: "The function is for dynptrs of one kind, and this one was made of something else.",
    remedy: "Give it back with the function that belongs to the one that made it, if it needs giving back at all.",
  },
  "Dynptr has to be an uninitialized dynptr": {
    meaning: "A dynptr would be made over one that is still in use.",
    remedy: "Take another variable, or let go of the first dynptr before.",
  },
  "expected pointer to stack or const struct bpf_dynptr": {
    meaning: "A dynptr lives on the program's own stack, and the argument points elsewhere.",
    remedy: "Pass the address of a local `struct bpf_dynptr`.",
  },
  "cannot pass in dynptr at an offset": {
    meaning: "The argument points into a dynptr, not at its beginning.",
    remedy: "Pass the address of the dynptr itself.",
  },
  "unknown opcode": {
    meaning: "This kernel does not know the instruction.",
    remedy: "Compile for an older instruction set, such as -mcpu=v3.",
  },
  "invalid BPF_": {
    meaning: "The instruction is not encoded as this kernel expects it.",
    remedy: "Compile with a current clang, and for an instruction set that the kernel has.",
  },
  "uses reserved fields": {
    meaning: "A field of the instruction that means nothing is not zero.",
    remedy: "Compile with a current clang; in hand-written instructions leave such fields zero.",
  },
  "div by zero": {
    meaning: "A division by the constant 0 can be reached.",
    remedy: "Test the divisor, or take the division out.",
  },
  "invalid shift": {
    meaning: "A value is shifted by a constant that is negative or as large as its width.",
    remedy: "Shift a 64-bit value by 0 to 63 and a 32-bit value by 0 to 31.",
  },
  "frame pointer is read only": {
    meaning: "R10 is written, which marks the function's frame and stays as it is.",
    remedy: "Copy R10 to another register and work with that.",
  },
  "jump out of range": {
    meaning: "A jump leads out of the program.",
    remedy: "Compile with a current clang; jumps in inline assembly are the author's own.",
  },
  "Caller passes invalid args into": {
    meaning: "What is passed to a global function is not what its parameters say.",
    remedy: "Pass what their types and tags stand for, or make the function static.",
  },
  "is a packet pointer, but func": {
    meaning:
      "The function gets bytes of the packet as memory, and may change the packet itself, after which they are gone.",
    remedy: "Copy the bytes to the stack and pass those, or load the pointers anew within the function.",
  },
  "size cannot be determined": {
    meaning: "A global function's parameter points to what has no size, so that nothing is known of its memory.",
    remedy: "Let it point to a complete type, or make the function static.",
  },
  "is not supported yet": {
    meaning: "A global function's parameter is neither a number nor a pointer.",
    remedy: "Pass a pointer to it, or make the function static.",
  },
  "should be `struct": otherContext,
  "should be void pointer": otherContext,
  "expects pointer to ctx": {
    meaning: "The function takes the program's context, and gets something else.",
    remedy: "Hand on the context as the program got it.",
  },
  "is expected to be non-NULL": {
    meaning: "The function's parameter is tagged __arg_nonnull, and the pointer can be NULL.",
    remedy: "Compare it with NULL before the call.",
  },
  "is not a pointer to arena or scalar": {
    meaning: "The function's parameter is tagged __arg_arena, and gets a pointer to other memory.",
    remedy: "Pass a pointer into the arena.",
  },
  "invalid combination of tags": otherTags,
  "cannot be combined with any other tags": otherTags,
  "has pointer tag, but is not a pointer type": otherTags,
  "only struct or primitive types are allowed": otherTags,
  "has no matches": {
    meaning: "The function's parameter is tagged as an object of the kernel's, which has no struct of that name.",
    remedy: "Use the kernel's struct from vmlinux.h, or one with its name and a flavour: `task_struct___mine`.",
  },
  "doesn't exist": {
    meaning: 'The function whose place a SEC("freplace/…") program is to take is none of the other program\'s.',
    remedy: "Name a function that the other program calls, and keep the compiler from inlining it with __noinline.",
  },
  "cannot attach to exception callback": {
    meaning: "The function that exceptions end in keeps its place.",
    remedy: "Let it call another global function, and replace that one.",
  },
  "is not a global function": notGlobal,
  "Cannot replace static functions": notGlobal,
  "Extension program changes packet data": {
    meaning:
      "The program may change the packet, so that its callers' pointers into it would die; the function that it replaces never does.",
    remedy: "Let the function itself call a helper that changes the packet, such as bpf_skb_pull_data(skb, 0).",
  },
  "Extension program may sleep": {
    meaning: "The program calls what may sleep; the function that it replaces does not.",
    remedy: "Leave the call out: such programs can't be loaded as sleepable ones.",
  },
  "Cannot extend fentry/fexit": {
    meaning: "Functions of programs that look on at others can't be replaced.",
    remedy: "Replace a function of a program of another type.",
  },
  " args while ": otherSignature,
  "() has size ": otherSignature,
  "() is PTR while ": otherSignature,
  "() is INT while ": otherSignature,
  "() is ENUM while ": otherSignature,
  "Return type ": otherSignature,
  "(struct ": otherSignature,
  "is not a pointer to context": {
    meaning: "The arguments of a function that is replaced are numbers, or pointers to structs.",
    remedy: "Hand over what else the function needs in a global variable or a map.",
  },
  "last insn is not an exit or jmp": {
    meaning: "Execution would go on past the end of a function.",
    remedy: "Return on every path; functions in inline assembly end with `exit`.",
  },
  "unreachable insn": {
    meaning: "No jump and no call leads to the instruction.",
    remedy: "Leave it out. Compilers write none; inline assembly and code after an endless loop may have it.",
  },
  "combined stack size of": {
    meaning: "The frames of functions that call each other have 512 bytes together.",
    remedy:
      "Move large variables to a map, such as an array for each CPU, or let the functions call each other less deeply.",
  },
  "recursive call from": {
    meaning: "A function calls itself, by itself or through others.",
    remedy: "Write a loop in its place, by bpf_loop() or an open-coded iterator.",
  },
  "frames is too deep": {
    meaning: "Calls are nested too deeply.",
    remedy: "Let fewer functions call each other, or let the compiler inline them.",
  },
  "BPF program is too large": noEnd,
  "infinite loop detected": noEnd,
  "back-edge from insn": {
    meaning: "The program jumps back, and whoever loads it has no right to load loops.",
    remedy:
      "Load it with CAP_BPF, as root has, or unroll the loop: `#pragma unroll` before one whose bound is a constant.",
  },
};

const longestFirst = (Object.keys(explanations) as VerifierWords[]).sort((left, right) => right.length - left.length);

/** The words by which a message is known: the longest that it holds. */
export const wordsOfMessage = (message: string): VerifierWords | undefined =>
  longestFirst.find((each) => message.includes(each));

/**
 * What a message of the verifier means; undefined for one that stands for none of the rules. `rule` is the one that the
 * same program breaks in the emulator, where it ran there.
 */
export function explainMessage(message: string, rule?: FaultRule): Explanation | undefined {
  const words = wordsOfMessage(message);
  if (words === undefined) return undefined;
  const { ofRule, ...general } = explanations[words];
  return (rule && ofRule?.[rule]) ?? general;
}
