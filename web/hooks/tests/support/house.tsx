// A page with a client of its own, hasty so that tests need not wait, before a scripted server.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup } from "@testing-library/react";
import { StrictMode } from "react";
import type { ReactNode } from "react";
import { afterEach, beforeEach } from "vitest";
import { Callsheet, CallsheetProvider } from "../../src/index.js";
import { Scripted } from "./server.js";

const HASTY = { firstMs: 5, longestMs: 10, pollMs: 20, silenceMs: 5000, openingMs: 2000 };

export interface House {
  server: Scripted;
  client: Callsheet;
  queries: QueryClient;
  Page: (props: { children: ReactNode }) => ReactNode;
  StrictPage: (props: { children: ReactNode }) => ReactNode;
}

/** One for each test; everything is closed after it. */
export function useHouse(): House {
  const house = {} as House;
  beforeEach(async () => {
    house.server = await Scripted.start();
    house.client = new Callsheet({ baseUrl: house.server.url, pace: HASTY });
    house.queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    house.Page = ({ children }) => (
      <CallsheetProvider client={house.client}>
        <QueryClientProvider client={house.queries}>{children}</QueryClientProvider>
      </CallsheetProvider>
    );
    house.StrictPage = ({ children }) => (
      <StrictMode>
        <house.Page>{children}</house.Page>
      </StrictMode>
    );
  });
  afterEach(async () => {
    cleanup();
    house.queries.clear();
    house.client.close();
    await house.server.stop();
  });
  return house;
}
