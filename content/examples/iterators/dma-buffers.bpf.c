// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Adds up the sizes of all DMA buffers. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_dmabuf_new(struct bpf_iter_dmabuf *it) __ksym;
extern struct dma_buf *bpf_iter_dmabuf_next(struct bpf_iter_dmabuf *it) __ksym;
extern void bpf_iter_dmabuf_destroy(struct bpf_iter_dmabuf *it) __ksym;

u64 bytes;
u32 buffers;

SEC("syscall")
int add_up(void *ctx)
{
	struct bpf_iter_dmabuf it;
	struct dma_buf *buffer;

	bpf_iter_dmabuf_new(&it);
	while ((buffer = bpf_iter_dmabuf_next(&it))) {
		buffers++;
		bytes += buffer->size;
	}
	bpf_iter_dmabuf_destroy(&it);
	return 0;
}

#ifdef BEGUN_TWICE
SEC("syscall")
int add_up_twice(void *ctx)
{
	struct bpf_iter_dmabuf it;

	bpf_iter_dmabuf_new(&it);
	while (bpf_iter_dmabuf_next(&it))
		buffers++;
	/* To go over them once more, this one has to be destroyed first. */
	bpf_iter_dmabuf_new(&it);
	while (bpf_iter_dmabuf_next(&it))
		buffers++;
	bpf_iter_dmabuf_destroy(&it);
	return 0;
}
#endif

char _license[] SEC("license") = "GPL";
