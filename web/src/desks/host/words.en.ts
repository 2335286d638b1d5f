import desk from "../../../words/en/desk.ftl?raw";
import host from "../../../words/en/host.ftl?raw";
import live from "../../../words/en/live.ftl?raw";

export default [desk, host, live];
