// Questions to the API, typed by its own document: a path that is renamed there does not compile here.
import type { Callsheet } from "../../core/index.js";
import type { paths } from "./openapi.js";

type Verb = "get" | "post" | "delete";
type At<Key extends string, Of> = Of extends { [K in Key]?: infer Value } ? NonNullable<Value> : never;
type Json<Of> = At<"application/json", At<"content", Of>>;
type Good<Responses> = Responses[keyof Responses & (200 | 201 | 202)];
type Asked<P extends keyof paths, V extends Verb> = At<V, paths[P]>;

/** What a route answers when all is well. */
export type Answer<P extends keyof paths, V extends Verb> = Json<Good<At<"responses", Asked<P, V>>>>;

/** The JSON that a route takes. */
export type Body<P extends keyof paths, V extends Verb> = Json<At<"requestBody", Asked<P, V>>>;

export interface Question<P extends keyof paths, V extends Verb> {
  path?: At<"path", At<"parameters", Asked<P, V>>>;
  query?: At<"query", At<"parameters", Asked<P, V>>>;
  body?: Body<P, V>;
  form?: FormData;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Throws `Refused` where the server says no, `Unreachable` where nobody answers. */
export function ask<P extends keyof paths, V extends Verb>(
  client: Callsheet,
  verb: V,
  path: P,
  { path: values = {} as never, ...question }: Question<P, V> = {},
): Promise<Answer<P, V>> {
  const named = values as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  return client.ask(verb.toUpperCase(), filled, question as object);
}
