// Which pages there are, by what stands behind the # of the address.
import { useSyncExternalStore } from "react";
import type { ComponentType } from "react";
import { BasicPage, CancelPage, ProgressPage, ResultsPage } from "./pages/Enhancements";
import { BatchPage, DashboardPage } from "./pages/Batches";
import { DocumentaryPage } from "./pages/Documentary";
import { GeneratePage, ListPage, UploadPage } from "./pages/Generation";
import { TiersPage } from "./pages/Tiers";
import { ExportPage, ImportPage, StatusPage } from "./pages/Transfers";

export interface Route {
  path: string;
  title: string;
  page: ComponentType;
}

export const SECTIONS: { title: string; hook: string; routes: Route[] }[] = [
  {
    title: "Enhance",
    hook: "useParallelEnhancement",
    routes: [
      { path: "tiers", title: "Three tiers, live", page: TiersPage },
      { path: "basic", title: "Basic usage", page: BasicPage },
      { path: "progress", title: "With progress", page: ProgressPage },
      { path: "cancel", title: "With cancellation", page: CancelPage },
      { path: "results", title: "With results", page: ResultsPage },
    ],
  },
  {
    title: "Import and export",
    hook: "useJobStatus",
    routes: [
      { path: "status", title: "Status of a job", page: StatusPage },
      { path: "import", title: "Import with progress", page: ImportPage },
      { path: "export", title: "Export with download", page: ExportPage },
    ],
  },
  {
    title: "Annotate",
    hook: "useBatchProcessor",
    routes: [
      { path: "batch", title: "A batch", page: BatchPage },
      { path: "dashboard", title: "The dashboard", page: DashboardPage },
    ],
  },
  {
    title: "Generate",
    hook: "useGenerationTasks",
    routes: [
      { path: "tasks", title: "Tasks of a prompt", page: ListPage },
      { path: "generate", title: "Generate", page: GeneratePage },
      { path: "upload", title: "Upload", page: UploadPage },
    ],
  },
  {
    title: "Documentary",
    hook: "useDocumentary",
    routes: [{ path: "documentary", title: "From a topic", page: DocumentaryPage }],
  },
];

const ALL = SECTIONS.flatMap((section) => section.routes);

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => location.hash,
  );
  return ALL.find((route) => hash === `#/${route.path}`) ?? ALL[0]!;
}
