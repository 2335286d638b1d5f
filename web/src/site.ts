// Small comforts for pages that are whole without them.
import { startAges } from "./parts/ago/ago";
import { startCopying } from "./parts/copy/copy";
import { startCounters } from "./parts/count/count";
import { startAsking } from "./parts/draft/asking";
import { startErrors } from "./parts/form/errors";
import { startFresh } from "./parts/fresh/fresh";
import { startInserting } from "./parts/phrases/phrases";
import { startSharing } from "./parts/share/share";
import { startSimilar } from "./parts/similar/similar";
import { startTyped } from "./parts/typed/typed";

// first: what is brought back is then counted and looked at like what is typed
startAsking(document);
startTyped(document);
startCounters(document);
startSimilar(document);
startCopying(document);
startAges(document);
startSharing(document);
startFresh(document);
startInserting(document);
startErrors(document);

// Few pages have a video.
if (document.querySelector("[data-videos]")) {
  void import("./parts/video/video").then(({ startVideos }) => startVideos());
}
