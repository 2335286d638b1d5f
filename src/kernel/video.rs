//! Moving pictures of a session: where they are, and what kind of thing the address is.

use super::{limits::Limits, refusal::Refusal};

/// What a page must do to show an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VideoKind {
    /// A list of pieces (HLS): some browsers play it by themselves, with the others our script does.
    Hls,
    /// One file that every browser plays.
    File,
    /// A page of somebody else that is shown in a frame.
    Page,
}

/// The kind of an address, by the end of its path.
pub fn kind_of(address: &str) -> VideoKind {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("m3u8") => VideoKind::Hls,
        Some("mp4" | "webm") => VideoKind::File,
        _ => VideoKind::Page,
    }
}

/// Whether rooms may show what is at this address; an empty one shows nothing.
///
/// # Errors
/// `BadLink` when it is no plain `https:` address, `VideoHost` when its host is none of those the operator named.
pub fn allowed(address: &str, limits: &Limits) -> Result<(), Refusal> {
    if address.is_empty() {
        return Ok(());
    }
    let known = address.len() <= limits.link_bytes && super::material::host_of(address).is_some();
    let authority = address.strip_prefix("https://").filter(|_| known).ok_or(Refusal::BadLink)?;
    let host = authority.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let fits = |named: &String| match named.strip_prefix("*.") {
        Some(parent) => host.strip_suffix(parent).is_some_and(|sub| sub.len() > 1 && sub.ends_with('.')),
        None => host == *named,
    };
    if limits.video_hosts.iter().any(fits) { Ok(()) } else { Err(Refusal::VideoHost { host }) }
}

/// Whether a name can stand in `video_hosts`: a host in lower case with at least one dot, with `*.` before it for
/// all below it, with a port behind it where it is not 443. It ends up in a header of pages.
pub fn is_host(named: &str) -> bool {
    let (host, port) = named.split_once(':').unwrap_or((named, "443"));
    let host = host.strip_prefix("*.").unwrap_or(host);
    let label = |label: &str| {
        let plain = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        !label.is_empty() && plain
    };
    host.contains('.') && host.split('.').all(label) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(address: &str) -> Option<String> {
        let hosts = ["live.example.org", "*.cdn.example.org", "rec.example.org:8443"].map(String::from).to_vec();
        let limits = Limits { video_hosts: hosts, ..Limits::default() };
        allowed(address, &limits).err().map(|refusal| refusal.code().to_owned())
    }

    #[test]
    fn only_plain_addresses_of_named_hosts_are_shown() {
        for address in [
            "",
            "https://live.example.org/a.m3u8",
            "https://LIVE.example.org",
            "https://a.b.cdn.example.org/x?y=1",
            "https://rec.example.org:8443/1.mp4",
        ] {
            assert_eq!(said(address), None, "{address}");
        }
        for address in [
            "https://cdn.example.org/x",
            "https://evilcdn.example.org/x",
            "https://live.example.org.evil.example/x",
            "https://rec.example.org/1.mp4",
            "https://live.example.org:444/x",
        ] {
            assert_eq!(said(address).as_deref(), Some("video-host"), "{address}");
        }
        for address in [
            "http://live.example.org/x",
            "javascript:alert(1)",
            "https://live.example.org@evil.example/",
            "https://live.example.org/a b",
        ] {
            assert_eq!(said(address).as_deref(), Some("bad-link"), "{address}");
        }
    }

    #[test]
    fn a_kind_goes_by_the_path_and_hosts_are_plain() {
        assert_eq!(kind_of("https://a.example/live/index.M3U8?token=a.mp4"), VideoKind::Hls);
        assert_eq!(kind_of("https://a.example/1.mp4#t=3"), VideoKind::File);
        assert_eq!(kind_of("https://a.example/embed/1"), VideoKind::Page);
        for named in ["a.example", "*.a-b.example.org", "a.example:8443"] {
            assert!(is_host(named), "{named}");
        }
        for named in [
            "",
            "*",
            "*.",
            "localhost",
            "a.example; script-src *",
            "A.example",
            "a.example:0",
            "https://a.example",
            "a.*.example",
        ] {
            assert!(!is_host(named), "{named}");
        }
    }
}
