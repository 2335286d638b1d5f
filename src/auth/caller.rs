//! Who calls, as far as the head of a request proves it.

use crate::kernel::id::{PassId, VisitorId};
use std::net::IpAddr;

/// Who opens a connection that lasts. The door has judged origin and signatures.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The address that counts (IPv6: the /64 of it).
    pub address: IpAddr,
    /// The citizen, if the browser holds a token that we signed.
    pub visitor: Option<VisitorId>,
    /// The pass of a rehearsal, if the browser holds one that we sealed.
    pub pass: Option<PassId>,
    /// The staff session named by the cookie. Whether it still lives is for `Auth` to say.
    pub session: Option<String>,
}
