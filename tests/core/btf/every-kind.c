typedef unsigned int u32;
typedef struct forward *forward_pointer;
struct forward;
union forward_union;
enum empty_later;
enum color { RED, GREEN = 7, BLUE = 0x80000000 };
enum signed_color { CYAN = -3, MAGENTA };
enum wide { HUGE = 0x123456789abcdefULL };
enum wide_signed { LOW = -0x123456789abcdefLL };

struct inner {
	u32 low : 3, : 2, high : 9;
	signed int sign : 5;
	unsigned long long far : 40;
	_Bool flag : 1;
};

struct outer {
	char name[16];
	const volatile char *const text;
	int *restrict numbers;
	int (*callback)(struct outer *, const char *, ...);
	struct inner inner[2][3];
	union { int number; float real; struct { short left, right; }; };
	struct forward *forward;
	union forward_union *forward_union;
	enum color color;
	enum wide wide;
	enum wide_signed wide_signed;
	enum signed_color signed_color;
	double real64;
	__int128 large;
	struct outer *next;
	int __attribute__((btf_type_tag("rcu"))) *tagged;
	long flexible[];
} __attribute__((btf_decl_tag("a tag")));

struct packed { char one; int two; } __attribute__((packed));

forward_pointer pointer;
struct outer outer __attribute__((btf_decl_tag("another")));
struct packed packed;
static volatile int counter = 3;
const volatile u32 limit = 4;
extern int kernel_function(int argument) __attribute__((section(".ksyms")));

int function(struct outer *argument __attribute__((btf_decl_tag("of an argument"))))
{
	return argument->color + counter + limit + kernel_function(1) + (pointer != 0) + packed.two;
}
