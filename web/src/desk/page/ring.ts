// What tells a living page that it should look again.
import { type Hearing, follow } from "../follow/follow";
import type { Page } from "./page";

/** What can be seen on the page, and what else it hears. */
export type Ears = Pick<Hearing, "concerns" | "latest" | "over">;

/** Follows the staff stream as somebody at the desk `desk`. */
export function listen(page: Page, desk: string, ears: Ears): void {
  const ring = (): void => page.look();
  follow(page.told, { ...ears, desk, ring, live: ring });
  window.addEventListener("offline", ring);
}
