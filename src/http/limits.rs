//! The bounds of the door, by name and unit.

use serde::{Deserialize, Serialize};

/// What the door takes before it sheds. A rate of 0 means no limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DoorLimits {
    /// Open connections; more are answered 503 and closed.
    pub connections: usize,
    /// Of these, connections kept for staff and probes when the rest are taken.
    pub connections_reserved: usize,
    /// Connections that may wait to be accepted.
    pub backlog: u32,
    /// Time for the head of a request to arrive, and for an idle connection, in ms.
    pub header_ms: u64,
    /// The same on a connection kept for staff, so that silent strangers do not keep them out, in ms.
    pub reserved_header_ms: u64,
    /// Bytes of a request's head.
    pub header_bytes: usize,
    /// Header lines of a request.
    pub headers: usize,
    /// Time for a request to be read and answered, in ms.
    pub request_ms: u64,
    /// Time for which bytes may wait for a client that takes nothing, in ms.
    pub stuck_ms: u64,
    /// Time for running requests to end after a stop was asked for, in ms.
    pub drain_ms: u64,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Bytes of a form with files from staff.
    pub upload_bytes: usize,
    /// Bytes of a letter with its files from a citizen.
    pub letter_bytes: usize,
    /// Time for such a letter to be read and answered, in ms: telephones send photos slowly.
    pub letter_ms: u64,
    /// Bytes of finished pages kept for readers without a cookie of ours; 0 keeps none.
    pub pages_bytes: usize,
    /// Public requests answered at the same time.
    pub public_in_flight: usize,
    /// Staff requests answered at the same time.
    pub staff_in_flight: usize,
    /// Reads a second from one address (IPv6: from one /64). A school or hall fits.
    pub reads_per_second: u32,
    /// Reads at once from one address.
    pub reads_burst: u32,
    /// Writes a second from one address.
    pub writes_per_second: u32,
    /// Writes at once from one address.
    pub writes_burst: u32,
    /// Requests a second on one connection that does not come from a trusted proxy.
    pub connection_per_second: u32,
    /// Requests at once on one connection.
    pub connection_burst: u32,
    /// Public requests a second of the whole process.
    pub public_per_second: u32,
    /// Requests a second of one staff session.
    pub staff_per_second: u32,
    /// Requests at once of one staff session.
    pub staff_burst: u32,
}

impl Default for DoorLimits {
    fn default() -> Self {
        DoorLimits {
            connections: 12_000,
            connections_reserved: 500,
            backlog: 4_096,
            header_ms: 10_000,
            reserved_header_ms: 2_000,
            header_bytes: 16 * 1024,
            headers: 64,
            request_ms: 30_000,
            stuck_ms: 30_000,
            drain_ms: 30_000,
            body_bytes: 128 * 1024,
            pages_bytes: 16 * 1024 * 1024,
            upload_bytes: 48 * 1024 * 1024,
            letter_bytes: 52 * 1024 * 1024,
            letter_ms: 180_000,
            public_in_flight: 2_048,
            staff_in_flight: 256,
            reads_per_second: 200,
            reads_burst: 600,
            writes_per_second: 20,
            writes_burst: 60,
            connection_per_second: 100,
            connection_burst: 300,
            public_per_second: 20_000,
            staff_per_second: 60,
            staff_burst: 300,
        }
    }
}
