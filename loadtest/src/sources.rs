//! Own addresses to come from: one address of a machine has 28,000 ports, and a server counts by address.

use anyhow::{Context, Result, ensure};
use std::net::{IpAddr, Ipv4Addr};

/// Most addresses of one list.
const MOST: u32 = 4_096;

/// From `127.0.0.2-127.0.0.21`, single addresses and lists of both with commas.
///
/// # Errors
/// In words, when a part is neither.
pub fn parse(list: &str) -> Result<Vec<IpAddr>> {
    let mut found = Vec::new();
    for part in list.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let address =
            |text: &str| text.trim().parse::<Ipv4Addr>().with_context(|| format!("{text} is no IPv4 address"));
        match part.split_once('-') {
            None => found.push(part.parse().with_context(|| format!("{part} is no address"))?),
            Some((first, last)) => {
                let (first, last) = (u32::from(address(first)?), u32::from(address(last)?));
                ensure!(first <= last && last - first < MOST, "{part} is no range of at most {MOST} addresses");
                found.extend((first..=last).map(|number| IpAddr::V4(Ipv4Addr::from(number))));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lists_and_ranges_are_read() {
        let texts = |list| parse(list).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(texts("127.0.0.254-127.0.1.1"), ["127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1"]);
        assert_eq!(texts(" 127.0.0.9, ::1,"), ["127.0.0.9", "::1"]);
        assert_eq!(parse("").unwrap().len(), 0);
        assert!(
            ["x", "127.0.0.2-", "127.0.0.3-127.0.0.2", "0.0.0.0-255.0.0.0"].iter().all(|list| parse(list).is_err())
        );
    }
}
