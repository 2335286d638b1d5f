//! What pages may load and do: only what is ours, nothing inline; video from named hosts where a room has some.

use super::App;
use crate::kernel::room::Header;
use axum::{
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::Response,
};

/// For every answer that says nothing else.
pub(super) const PLAIN: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a page of this room show the room's video. Also where the browser is told that it holds the page: it takes
/// the headers of that answer.
pub(super) fn watched(mut response: Response, app: &App, header: &Header) -> Response {
    let hosts = &app.desk.limits().video_hosts;
    if header.video
        && !hosts.is_empty()
        && let Ok(policy) = HeaderValue::from_str(&with_video(hosts))
    {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The browser's own player fetches, and frames of others play what is not ours.
fn with_video(hosts: &[String]) -> String {
    let hosts: String = hosts.iter().map(|host| format!(" https://{host}")).collect();
    format!("{PLAIN}; media-src{hosts}; frame-src{hosts}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shows_video_is_added() {
        let policy = with_video(&["live.example.org".into(), "*.cdn.example.org".into()]);
        let named = "https://live.example.org https://*.cdn.example.org";
        for part in [
            format!("; media-src {named};"),
            format!("; frame-src {named}"),
            "; script-src 'self';".into(),
            "; connect-src 'self';".into(),
            "; frame-ancestors 'none'".into(),
        ] {
            assert!(policy.contains(&part), "{part} is not in {policy}");
        }
    }
}
