import desk from "../../../words/zh-CN/desk.ftl?raw";
import host from "../../../words/zh-CN/host.ftl?raw";
import live from "../../../words/zh-CN/live.ftl?raw";

export default [desk, host, live];
