// Small comforts for pages that are whole without them.
import { startAges } from "./parts/ago/ago";
import { startCopying } from "./parts/copy/copy";
import { startCounters } from "./parts/count/count";
import { startSharing } from "./parts/share/share";
import { startSimilar } from "./parts/similar/similar";

startCounters(document);
startSimilar(document);
startCopying(document);
startAges(document);
startSharing(document);

// Few pages have a video.
if (document.querySelector("[data-videos]")) {
  void import("./parts/video/video").then(({ startVideos }) => startVideos());
}
