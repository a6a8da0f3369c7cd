// Which server the hooks speak to. All hooks of a page share one client, and so one connection.
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { Callsheet } from "../../core/index.js";
import type { ConnectionState, Settings } from "../../core/types.js";

const Context = createContext<Callsheet | null>(null);
let settings: Settings = {};
let shared: Callsheet | null = null;

/**
 * Says once, before anything is rendered, where Callsheet is and who asks. Without it hooks speak to the page's own
 * origin, without headers.
 *
 * @example
 * configure({ baseUrl: "https://media.example.com", headers: () => ({ Authorization: `Bearer ${token()}` }) });
 */
export function configure(next: Settings): void {
  settings = next;
  shared = null;
}

export interface CallsheetProviderProps {
  /** Where the server is; the page's own origin without one. */
  baseUrl?: string;
  /** Sent with everything. A function is asked each time. */
  headers?: Settings["headers"];
  /** A client of your own making, instead of the two above. */
  client?: Callsheet;
  children?: ReactNode;
}

/**
 * The same as `configure`, for a part of a page: two servers, or two owners, side by side.
 *
 * @example
 * <CallsheetProvider baseUrl="https://media.example.com" headers={{ "X-Callsheet-Owner": user.name }}>
 *   <App />
 * </CallsheetProvider>
 */
export function CallsheetProvider({ baseUrl, headers, client, children }: CallsheetProviderProps): ReactNode {
  const newest = useRef(headers);
  useEffect(() => {
    newest.current = headers;
  });
  const own = useMemo(() => new Callsheet({ baseUrl, headers: () => valueOf(newest.current) }), [baseUrl]);
  return <Context.Provider value={client ?? own}>{children}</Context.Provider>;
}

/** The client that hooks here use, to ask the server something that no hook is for. */
export function useCallsheet(): Callsheet {
  const given = useContext(Context);
  return given ?? (shared ??= new Callsheet(settings));
}

/**
 * How the connection of this page is, for a word in its corner.
 *
 * @example
 * const connection = useConnection();
 * return connection === "reconnecting" ? <p>Reconnecting…</p> : null;
 */
export function useConnection(): ConnectionState {
  const client = useCallsheet();
  return useSyncExternalStore<ConnectionState>(
    (changed) => client.onConnection(changed),
    () => client.connection,
    () => "idle",
  );
}

async function valueOf(headers: Settings["headers"]): Promise<Record<string, string>> {
  return (typeof headers === "function" ? await headers() : headers) ?? {};
}
