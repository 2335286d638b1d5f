// What stands where words were; public pages and desks say it alike.
import type { Text } from "../wire/items";
import { t } from "../desk/words";
import type { Clock } from "./time";

/** The mark where words were: when they went and by what right, as far as that is known. */
export function gone(text: Pick<Text, "erased">, clock: Clock): string {
  if (!text.erased) return t("public-text-gone");
  const ground = t(`erased-ground-${text.erased.ground.replaceAll("_", "-")}`);
  return t("erased-mark", { date: clock.date(text.erased.at), ground });
}
