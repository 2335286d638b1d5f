//! Whose address counts: forwarded addresses only from proxies that are trusted by name.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client of a request that came from `peer`: the rightmost hop that is no trusted
/// proxy. What an untrusted peer forwards is ignored.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    if !within(peer, trusted) {
        return peer;
    }
    let mut nearest = peer;
    for line in headers.get_all(FORWARDED_FOR).iter().rev() {
        for hop in line.to_str().unwrap_or_default().rsplit(',') {
            let Some(address) = address(hop.trim()) else { return nearest };
            nearest = address;
            if !within(nearest, trusted) {
                return nearest;
            }
        }
    }
    nearest
}

/// Whether the request passed somebody who is not named as a proxy of ours.
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    [FORWARDED_FOR, "forwarded", "via", "x-real-ip"].iter().any(|name| headers.contains_key(*name))
}

/// Whether `address` lies in one of the nets.
pub fn within(address: IpAddr, nets: &[IpNet]) -> bool {
    nets.iter().any(|net| net.contains(&address.to_canonical()))
}

fn address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|full| full.ip()));
    parsed.map(|address: IpAddr| address.to_canonical())
}
