import desk from "../../../words/en/desk.ftl?raw";

export default [desk];
