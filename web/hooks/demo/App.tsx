// The frame of the demo: what there is on the left, one example at a time on the right.
import { useConnection } from "callsheet-hooks";
import { SECTIONS, useRoute } from "./routes";

export function App() {
  const current = useRoute();
  return (
    <>
      <header>
        <h1>
          Callsheet <span>hooks</span>
        </h1>
        <Connection />
      </header>
      <nav aria-label="Examples">
        {SECTIONS.map(({ title, hook, routes }) => (
          <section key={title}>
            <h2>{title}</h2>
            <code>{hook}</code>
            <ul>
              {routes.map((route) => (
                <li key={route.path}>
                  <a href={`#/${route.path}`} aria-current={route === current ? "page" : undefined}>
                    {route.title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main>
        <current.page key={current.path} />
      </main>
    </>
  );
}

function Connection() {
  const connection = useConnection();
  return (
    <p className={`connection ${connection}`} role="status">
      {connection}
    </p>
  );
}
