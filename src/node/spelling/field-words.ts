/** Words of the field that no dictionary of English has, in lower case; each form for itself. */
export const fieldWords: ReadonlySet<string> = new Set(
  `allocator allocators backend btrfs cgroup cgroups checksums ciphertext codecs datagram datagrams debugfs decrypt decrypted decrypts
  dentry dentries destructor destructors dynptr dynptrs enum enums errno executables fentry fexit fsession getsockopt globals
  inet init inlined inode inodes keyring keyrings kfunc kfuncs kprobe kprobes kptr kptrs kretprobe kretprobes libbpf libc lookups
  loopback maskable multibyte mutex mutexes namespace namespaces netfilter netlink nftables paravirtual perf pid pids powerpc
  pre preemptible proc profiler profilers ptrace queueing rebalance resizable retransmission retransmissions retransmit
  ringbuf setsockopt sleepable sockmap sockmaps spinlock spinlocks stderr stdout struct structs substring substrings subtree subtrees
  syscall syscalls sysctl sysctls tailroom tc tmpfs tracefs tracepoint tracepoints uid uids unlinked unlinks unmapped
  untrusted unwinder uprobe uprobes userspace verifier veth vsyscall`.split(/\s+/),
);
