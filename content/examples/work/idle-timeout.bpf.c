// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A timer fires when a connection was idle for too long; closing the connection cancels it, wherever that happens. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define CLOCK_MONOTONIC 1
#define MILLISECOND 1000000ULL

extern int bpf_timer_cancel_async(struct bpf_timer *timer) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

struct connection {
	u32 packets;
	struct bpf_timer idle;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct connection);
} connections SEC(".maps");

const volatile u64 idle_ms = 20;
/* Closes without a timer that was ever initialised. */
const volatile bool never_opened = false;

u32 timeouts;
int close_result;
int close_again;
int close_in_callback;

static int on_idle(void *map, int *key, struct connection *connection)
{
	timeouts++;
	/* The timer has fired: there is nothing left to stop. */
	close_in_callback = bpf_timer_cancel_async(&connection->idle);
	return 0;
}

static struct connection *open_connection(void)
{
	struct connection *connection;
	u32 key = 0;

	connection = bpf_map_lookup_elem(&connections, &key);
	if (!connection || never_opened)
		return connection;
	connection->packets = 1;
	bpf_timer_init(&connection->idle, &connections, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&connection->idle, on_idle);
	bpf_timer_start(&connection->idle, idle_ms * MILLISECOND, 0);
	return connection;
}

SEC("tc")
int close_at_once(struct __sk_buff *skb)
{
	struct connection *connection = open_connection();

	if (!connection)
		return TC_ACT_OK;
#ifdef NOT_THE_TIMER
	close_result = bpf_timer_cancel_async((void *)&connection->packets);
#else
	close_result = bpf_timer_cancel_async(&connection->idle);
#endif
	close_again = bpf_timer_cancel_async(&connection->idle);
	return TC_ACT_OK;
}

/* As in an interrupt: the kernel cancels once interrupts are on again. */
SEC("tc")
int close_without_interrupts(struct __sk_buff *skb)
{
	struct connection *connection = open_connection();
	unsigned long flags;

	if (!connection)
		return TC_ACT_OK;
	bpf_local_irq_save(&flags);
	close_result = bpf_timer_cancel_async(&connection->idle);
	bpf_local_irq_restore(&flags);
	return TC_ACT_OK;
}

SEC("tc")
int leave_open(struct __sk_buff *skb)
{
	open_connection();
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
