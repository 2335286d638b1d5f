import appeal from "../../../words/zh-CN/appeal.ftl?raw";
// Word files of this desk, one language.
import desk from "../../../words/zh-CN/desk.ftl?raw";
import earlier from "../../../words/zh-CN/earlier.ftl?raw";
import erased from "../../../words/zh-CN/erased.ftl?raw";
import letters from "../../../words/zh-CN/letters.ftl?raw";
import moderator from "../../../words/zh-CN/moderator.ftl?raw";
import pages from "../../../words/zh-CN/public.ftl?raw";
import refusals from "../../../words/zh-CN/refusals.ftl?raw";

export default [appeal, desk, earlier, erased, letters, moderator, pages, refusals];
