import {
  adjustParameter,
  arithmeticName,
  arithmeticWords,
  isVoid,
  maximumTypeDepth,
  type Qualifier,
  qualifierWords,
  type TypeTerm,
} from "./type-term.ts";

type Wrap = (term: TypeTerm) => TypeTerm;

const tokenPattern = /\s*([A-Za-z_]\w*|\d+|\.\.\.|[*()[\],])/y;

/** Reads a C type name such as "const struct bpf_dynptr *" or "int (*)(void *)"; undefined where it is none. */
export function parseCType(text: string): TypeTerm | undefined {
  const tokens = tokenize(text.trim());
  if (!tokens) return undefined;
  const reader = new TypeReader(tokens);
  const term = reader.typeName(false, 0);
  return reader.isAtEnd ? term : undefined;
}

function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const token = tokenPattern.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

const isWord = (token: string | undefined): token is string => token !== undefined && /^[A-Za-z_]/.test(token);
const isQualifier = (token: string | undefined): token is Qualifier => qualifierWords.some((word) => word === token);

/** Each method reads one rule of the grammar (C11, 6.7.7) and gives undefined where the text does not follow it. */
class TypeReader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  typeName(mayBeNamed: boolean, depth: number): TypeTerm | undefined {
    const base = this.#specifiers();
    if (!base) return undefined;
    return this.#declarator(mayBeNamed, depth)?.(base);
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }

  #qualifiers(): Qualifier[] {
    const found: Qualifier[] = [];
    for (let token = this.#tokens[this.#next]; isQualifier(token); token = this.#tokens[this.#next]) {
      found.push(token);
      this.#next++;
    }
    return found;
  }

  #specifiers(): TypeTerm | undefined {
    const before = this.#qualifiers();
    const name = this.#specifierName(before);
    return name === undefined ? undefined : { kind: "named", name, qualifiers: [...before, ...this.#qualifiers()] };
  }

  #specifierName(qualifiers: Qualifier[]): string | undefined {
    const first = this.#tokens[this.#next];
    if (!isWord(first)) return undefined;
    if (first === "struct" || first === "union" || first === "enum") return this.#tagged(first);
    if (!arithmeticWords.has(first)) {
      this.#next++;
      return first;
    }
    const words: string[] = [];
    for (let token = this.#tokens[this.#next]; token && (arithmeticWords.has(token) || isQualifier(token)); ) {
      if (isQualifier(token)) qualifiers.push(token);
      else words.push(token);
      token = this.#tokens[++this.#next];
    }
    return arithmeticName(words);
  }

  #tagged(keyword: string): string | undefined {
    const tag = this.#tokens[this.#next + 1];
    if (!isWord(tag)) return undefined;
    this.#next += 2;
    return `${keyword} ${tag}`;
  }

  #declarator(mayBeNamed: boolean, depth: number): Wrap | undefined {
    if (depth > maximumTypeDepth) return undefined;
    const pointers: Qualifier[][] = [];
    while (pointers.length <= maximumTypeDepth && this.#take("*")) pointers.push(this.#qualifiers());
    const inner = this.#inner(mayBeNamed, depth);
    const suffixes = inner && this.#suffixes(depth);
    if (!inner || !suffixes) return undefined;
    return (base) => {
      const pointed = pointers.reduce<TypeTerm>((to, qualifiers) => ({ kind: "pointer", to, qualifiers }), base);
      return inner(suffixes.reduceRight((term, suffix) => suffix(term), pointed));
    };
  }

  #inner(mayBeNamed: boolean, depth: number): Wrap | undefined {
    if (this.#tokens[this.#next] === "(" && this.#tokens[this.#next + 1] === "*") {
      this.#next++;
      const inner = this.#declarator(mayBeNamed, depth + 1);
      return inner && this.#take(")") ? inner : undefined;
    }
    if (mayBeNamed && isWord(this.#tokens[this.#next])) this.#next++;
    return (term) => term;
  }

  #suffixes(depth: number): Wrap[] | undefined {
    const found: Wrap[] = [];
    while (found.length <= maximumTypeDepth) {
      const suffix = this.#take("[") ? this.#array() : this.#take("(") ? this.#parameters(depth) : null;
      if (suffix === null) return found;
      if (!suffix) return undefined;
      found.push(suffix);
    }
    return undefined;
  }

  #array(): Wrap | undefined {
    const digits = this.#tokens[this.#next];
    const length = digits !== undefined && /^\d/.test(digits) ? Number(digits) : undefined;
    if (length !== undefined) this.#next++;
    return this.#take("]") ? (of) => ({ kind: "array", of, length }) : undefined;
  }

  #parameters(depth: number): Wrap | undefined {
    const params: TypeTerm[] = [];
    if (this.#take(")")) return (returns) => ({ kind: "function", returns, params, variadic: false });
    do {
      if (this.#take("...")) {
        return this.#take(")") ? (returns) => ({ kind: "function", returns, params, variadic: true }) : undefined;
      }
      const param = this.typeName(true, depth + 1);
      if (!param) return undefined;
      params.push(adjustParameter(param));
    } while (this.#take(","));
    const [first] = params;
    const given = params.length === 1 && first && isVoid(first) ? [] : params;
    return this.#take(")") ? (returns) => ({ kind: "function", returns, params: given, variadic: false }) : undefined;
  }
}
