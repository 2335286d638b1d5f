import desk from "../../../words/zh-CN/desk.ftl?raw";

export default [desk];
