// Word files of this desk, one language.
import desk from "../../../words/en/desk.ftl?raw";
import refusals from "../../../words/en/refusals.ftl?raw";

export default [desk, refusals];
