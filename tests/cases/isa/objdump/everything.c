/* One function for each group of instructions that clang emits, from -mcpu=v1 to v4. */
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define FUNCTION __attribute__((noinline, used))

FUNCTION u64 arithmetic64(u64 a, u64 b, s64 c) {
  u64 r = a + b - 7;
  r *= b | 3;
  r /= b & 0xff;
  r %= a ^ 0x7fffffff;
  r <<= b;
  r ^= a >> 3;
  r += (u64)(c >> 5);
  r = -r;
  return r & ~b;
}

FUNCTION u32 arithmetic32(u32 a, u32 b, s32 c) {
  u32 r = a + b - 7;
  r *= b | 3;
  r /= b & 0xff;
  r %= a ^ 0x7fff;
  r <<= b;
  r ^= a >> 3;
  r += (u32)(c >> 5);
  r = -r;
  return r & ~b;
}

#if __BPF_CPU_VERSION__ >= 4
FUNCTION s64 signedDivision(s64 a, s64 b, s32 c, s32 d) {
  return a / b + a % 10 + c / d + c % 100;
}
#endif

FUNCTION s64 moves(s8 *p, s16 *q, s32 *r, s64 v) {
  return *p + *q + *r + (s8)v + (s16)(v >> 8) + (s32)(v >> 16);
}

FUNCTION u64 swaps(u64 a, u32 b, u16 c) {
  return __builtin_bswap64(a) + __builtin_bswap32(b) + __builtin_bswap16(c);
}

FUNCTION void stores(u8 *a, u16 *b, u32 *c, u64 *d, u64 v) {
  a[1] = (u8)v;
  b[-2] = (u16)v;
  c[3] = (u32)v;
  d[100] = v;
  a[2] = 5;
  b[2] = 6;
  c[4] = 7;
  d[5] = -8;
}

FUNCTION u64 loads(u8 *a, u16 *b, u32 *c, u64 *d) { return a[1] + b[-2] + c[3] + d[100]; }

FUNCTION int compare64(u64 a, u64 b, s64 c, s64 d) {
  if (a == b) return 1;
  if (a > 0x1234 && c < d) return 2;
  if (a >= b && c <= -5) return 3;
  if (c > d || a < 77) return 4;
  if (a & 0x100) return (int)loads((u8 *)a, 0, 0, 0);
  return c >= 9 ? (int)b : 0;
}

FUNCTION int compare32(u32 a, u32 b, s32 c, s32 d) {
  if (a == b) return 1;
  if (a > 0x1234 && c < d) return 2;
  if (a >= b && c <= -5) return 3;
  if (c > d || a < 77) return 4;
  if (a & 0x100) return (int)swaps(a, b, 1);
  return c >= 9 ? (int)b : 0;
}

FUNCTION u64 wide(void) { return 0x1122334455667788ULL; }

int global;
FUNCTION u64 addresses(void) { return (u64)&global + (u64)wide; }

FUNCTION int stack(int n) {
  volatile int a[20];
  for (int i = 0; i < n; i++) a[i & 15] = i;
  return a[3];
}

FUNCTION int calls(int n) {
  int (*helper)(int, int) = (void *)5;
  return helper(n, 2) + stack(n);
}

FUNCTION void add(u64 *p, u64 v) { __sync_fetch_and_add(p, v); }

#if __BPF_CPU_VERSION__ >= 3
FUNCTION u64 atomics64(u64 *p, u64 v) {
  u64 r = __sync_fetch_and_add(p, v);
  r += __sync_fetch_and_or(p, v);
  r += __sync_fetch_and_and(p, v);
  r += __sync_fetch_and_xor(p, v);
  r += __sync_lock_test_and_set(p, v);
  return r + __sync_val_compare_and_swap(p, v, r);
}

FUNCTION u32 atomics32(u32 *p, u32 v) {
  u32 r = __sync_fetch_and_add(p, v);
  r += __sync_fetch_and_or(p, v);
  r += __sync_fetch_and_and(p, v);
  r += __sync_fetch_and_xor(p, v);
  r += __sync_lock_test_and_set(p, v);
  return r + __sync_val_compare_and_swap(p, v, r);
}
#endif

FUNCTION int loops(int n) {
  int r = 0;
  for (;;) {
    asm volatile goto("may_goto %l[out]" : : : : out);
    r += n;
    if (r > 100) break;
  }
out:
  return r;
}

#if __BPF_CPU_VERSION__ >= 4
FUNCTION int far(int n) {
  asm volatile goto("gotol %l[out]" : : : : out);
  n++;
out:
  return n;
}
#endif

FUNCTION u64 packet(void *ctx) {
  u64 r;
  asm volatile("r6 = %1; r0 = *(u8 *)skb[3]; r0 = *(u16 *)skb[r0]; r0 = *(u32 *)skb[r0]; %0 = r0"
               : "=r"(r) : "r"(ctx) : "r0", "r1", "r2", "r3", "r4", "r5", "r6");
  return r;
}
