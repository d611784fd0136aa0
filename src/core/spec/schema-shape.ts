import type { Path } from "./path.ts";

/** The part of JSON Schema that z.toJSONSchema gives for our formats. */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  /** Not of JSON Schema: the flags of `pattern`, and in words what it lets through. */
  readonly patternFlags?: string;
  readonly patternWords?: string;
}

/** Every shape that a value at this path may have: several where the format gives a choice. */
export function shapesAt(shape: Shape, path: Path): readonly Shape[] {
  return path.reduce<readonly Shape[]>(
    (shapes, step) => shapes.flatMap((at) => below(at, step)).flatMap(choices),
    choices(shape),
  );
}

/** The keys that a map at this path may have; empty where any key may stand. */
export function keysAt(shape: Shape, path: Path): string[] {
  return [...new Set(shapesAt(shape, path).flatMap((at) => Object.keys(at.properties ?? {})))];
}

function choices(shape: Shape): readonly Shape[] {
  return shape.anyOf ? shape.anyOf.flatMap(choices) : [shape];
}

function below(shape: Shape, step: string | number): readonly Shape[] {
  if (typeof step === "number") return shape.items ? [shape.items] : [];
  const { properties, additionalProperties } = shape;
  if (properties && Object.hasOwn(properties, step)) return [properties[step] ?? {}];
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}
