// Word files of this desk, one language.
import desk from "../../../words/zh-CN/desk.ftl?raw";
import refusals from "../../../words/zh-CN/refusals.ftl?raw";

export default [desk, refusals];
