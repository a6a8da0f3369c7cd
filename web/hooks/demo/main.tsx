// Everything under StrictMode: what runs twice here must do so without harm.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { translate } from "./parts/alias";
import { listen } from "./parts/said";
import "./style.css";
import "./seeds.css";

listen();
translate();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
