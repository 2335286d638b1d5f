//! What pages may load and do: only what is ours, nothing inline; video from named hosts where a room has some.

use super::App;
use crate::kernel::video::VideoKind;
use axum::{
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::Response,
};

/// What our own script may fetch from.
const CONNECT: &str = "connect-src 'self'";

/// For every answer that says nothing else.
pub(super) const PLAIN: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a page show videos of these kinds. Also where the browser is told that it holds the page: it takes
/// the headers of that answer.
pub(super) fn watched(mut response: Response, app: &App, kinds: &[VideoKind]) -> Response {
    let hosts = &app.desk.limits().video_hosts;
    if !kinds.is_empty()
        && let Ok(policy) = HeaderValue::from_str(&with_video(hosts, kinds))
    {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The browser's own player takes lists and files from the hosts. Where it knows no lists our script fetches the
/// pieces itself, from all hosts that are named, and hands them over (`blob:`). Pages of others stand in frames.
fn with_video(hosts: &[String], kinds: &[VideoKind]) -> String {
    let hosts: String = hosts.iter().map(|host| format!(" https://{host}")).collect();
    let has = |kind| kinds.contains(&kind);
    let mut policy = PLAIN.to_owned();
    if has(VideoKind::Hls) {
        policy = policy.replace(CONNECT, &format!("{CONNECT}{hosts}"));
        policy.push_str(&format!("; media-src{hosts} blob:"));
    } else if has(VideoKind::File) {
        policy.push_str(&format!("; media-src{hosts}"));
    }
    if has(VideoKind::Page) {
        policy.push_str(&format!("; frame-src{hosts}"));
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: &str = "https://live.example.org https://*.cdn.example.org";

    fn added(kinds: &[VideoKind]) -> String {
        let policy = with_video(&["live.example.org".into(), "*.cdn.example.org".into()], kinds);
        let plain: Vec<&str> = PLAIN.split("; ").collect();
        policy.split("; ").filter(|part| !plain.contains(part)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn only_what_shows_video_is_added() {
        let (media, frame) = (format!("media-src {NAMED}"), format!("frame-src {NAMED}"));
        assert_eq!(added(&[VideoKind::File]), media);
        assert_eq!(added(&[VideoKind::Page]), frame);
        let lists = format!("{CONNECT} {NAMED}; {media} blob:");
        assert_eq!(added(&[VideoKind::Hls]), lists);
        assert_eq!(added(&[VideoKind::Hls, VideoKind::Page]), format!("{lists}; {frame}"));
        assert_eq!(added(&[]), "");
    }
}
