// Something in between that hangs up on everybody, again and again, as proxies do.
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

export class Cutter {
  cuts = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private timer?: NodeJS.Timeout;

  private constructor(target: number) {
    this.server = createServer((near) => {
      const far = connect(target, "127.0.0.1");
      for (const [one, other] of [[near, far], [far, near]] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on("error", () => {}); // that is what this is for
        one.on("close", () => (this.sockets.delete(one), other.destroy()));
      }
    });
  }

  static async start(target: number): Promise<Cutter> {
    const cutter = new Cutter(target);
    await new Promise<void>((ready) => cutter.server.listen(0, "127.0.0.1", ready));
    return cutter;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  every(ms: number): void {
    this.timer = setInterval(() => this.cut(), ms);
  }

  stop(): Promise<void> {
    clearInterval(this.timer);
    this.cut();
    return new Promise((gone) => void this.server.close(() => gone()));
  }

  private cut(): void {
    this.cuts += 1;
    for (const socket of this.sockets) socket.destroy();
  }
}
