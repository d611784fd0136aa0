/** Where the linear part of a packet stands in the kernel's memory; all in bytes. */
export interface SkbBuffer {
  /** Before the data: skb->data - skb->head. */
  readonly headroom: number;
  /** skb->end: where struct skb_shared_info stands behind the data, from the start of the buffer. */
  readonly end: number;
  /** What the packet is charged for. */
  readonly truesize: number;
}

/** NET_SKB_PAD on x86-64, where NET_IP_ALIGN is 0. */
const HEADROOM = 64;
const CACHE_LINE = 64;
/** struct skb_shared_info and struct sk_buff, aligned to cache lines. */
const SHARED_INFO = 320;
const SK_BUFF = 256;
const PAGE_SIZE = 4096;

/** Sizes that kmalloc() rounds up to (mm/slab_common.c, v7.3), from where a test run's buffers begin. */
const slabSizes = [512, 1024, 2048, PAGE_SIZE] as const;

/**
 * The buffer that a test run allocates (bpf_test_init, net/bpf/test_run.c, and __finalize_skb_around, net/core/skbuff.c, v7.3).
 * `pulled` is what lies before the data of the packet's own.
 */
export function testRunBuffer(lengths: {
  readonly linear: number;
  readonly pulled: number;
  readonly fragments: number;
}): SkbBuffer {
  const wanted = HEADROOM + Math.ceil(lengths.linear / CACHE_LINE) * CACHE_LINE + SHARED_INFO;
  const allocated = slabSizes.find((size) => size >= wanted) ?? PAGE_SIZE;
  return {
    headroom: HEADROOM + lengths.pulled,
    end: allocated - SHARED_INFO,
    truesize: allocated + SK_BUFF + lengths.fragments * PAGE_SIZE,
  };
}
