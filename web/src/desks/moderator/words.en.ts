import appeal from "../../../words/en/appeal.ftl?raw";
// Word files of this desk, one language.
import desk from "../../../words/en/desk.ftl?raw";
import earlier from "../../../words/en/earlier.ftl?raw";
import erased from "../../../words/en/erased.ftl?raw";
import letters from "../../../words/en/letters.ftl?raw";
import moderator from "../../../words/en/moderator.ftl?raw";
import pages from "../../../words/en/public.ftl?raw";
import refusals from "../../../words/en/refusals.ftl?raw";

export default [appeal, desk, earlier, erased, letters, moderator, pages, refusals];
