// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Leaves work to be done by a process itself, before it goes on in user space. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ENOENT 2

extern int bpf_task_work_schedule_signal(struct task_struct *task, struct bpf_task_work *tw,
					 void *map__const_map, bpf_task_work_callback_t callback) __ksym;
extern int bpf_task_work_schedule_resume(struct task_struct *task, struct bpf_task_work *tw,
					 void *map__const_map, bpf_task_work_callback_t callback) __ksym;

struct visit {
	u32 number;
	struct bpf_task_work work;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct visit);
} visits SEC(".maps");

#ifdef OTHER_MAP
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct visit);
} others SEC(".maps");
#define MAP_OF_WORK others
#else
#define MAP_OF_WORK visits
#endif

const volatile bool at_once = false;

int scheduled;
int scheduled_again;
u32 done;
u32 last_number;

/* Runs as the process, may sleep, and may read the memory of the process. */
static int note_visit(struct bpf_map *map, void *key, void *value)
{
	struct visit *visit = value;

	last_number = visit->number;
	done++;
	return 0;
}

static int schedule(struct visit *visit)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (at_once)
		return bpf_task_work_schedule_signal(task, &visit->work, &MAP_OF_WORK, note_visit);
	return bpf_task_work_schedule_resume(task, &visit->work, &MAP_OF_WORK, note_visit);
}

SEC("syscall")
int visit_process(void *ctx)
{
	struct visit *visit;
	u32 key = 0;

	visit = bpf_map_lookup_elem(&visits, &key);
	if (!visit)
		return -ENOENT;
	visit->number++;
	scheduled = schedule(visit);
	/* The one before is still to be done. */
	scheduled_again = schedule(visit);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
