// SPDX-License-Identifier: Apache-2.0
// Asks the server. One question at a time for one address: who asks meanwhile gets the same answer.
import type { Problem } from "./records.ts";

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

export type Params = Record<string, string | number | string[] | null | undefined>;

const kBase = "/api/v1/";
const under_way = new Map<string, Promise<unknown>>();
let token: string | null = sessionStorage.getItem("brink-token");

export function set_token(given: string | null): void {
  token = given;
  if (given) sessionStorage.setItem("brink-token", given);
  else sessionStorage.removeItem("brink-token");
}

/** The address of a question, empty parameters left out. */
export function address_of(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text !== null && text !== undefined && text !== "") query.set(name, String(text));
  }
  const tail = query.toString();
  return kBase + path + (tail ? "?" + tail : "");
}

async function problem_of(answer: Response): Promise<Problem> {
  try {
    const given = (await answer.json()) as Partial<Problem>;
    return { status: answer.status, title: given.title ?? answer.statusText, detail: given.detail, where: given.where };
  } catch {
    return { status: answer.status, title: answer.statusText || "The answer could not be read" };
  }
}

export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token) headers.set("Authorization", "Bearer " + token);
  let answer: Response;
  try {
    answer = await fetch(address, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({ status: 0, title: "The server does not answer", detail: "Is `brink serve` still running?" });
  }
  if (!answer.ok) throw new ApiError(await problem_of(answer));
  return answer;
}

export function get<T>(path: string, params: Params = {}): Promise<T> {
  const address = address_of(path, params);
  const before = under_way.get(address);
  if (before) return before as Promise<T>;
  const asked = ask(address).then((answer) => answer.json() as Promise<T>).finally(() => under_way.delete(address));
  under_way.set(address, asked);
  return asked;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await ask(address_of(path), {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
