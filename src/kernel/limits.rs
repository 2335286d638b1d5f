//! Every bound of the house by name and unit, with its default.

use serde::{Deserialize, Serialize};

/// Bounds that hold for the whole installation; a room's own are in its policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Commands that may wait for the writer before new ones are shed.
    pub queue_commands: usize,
    /// Commands decided and committed together.
    pub group_commands: usize,
    /// Staff commands that may wait when the public queue is full.
    pub queue_staff_commands: usize,
    /// A written answer, line or notice, in characters as people count them.
    pub reply_chars: usize,
    /// A photo's caption, and the words that say what it shows, in characters.
    pub caption_chars: usize,
    /// Longest edge of a photo in the record, in pixels.
    pub photo_px: u32,
    /// Any text in bytes of UTF-8.
    pub text_bytes: usize,
    /// A name, in characters.
    pub name_chars: usize,
    /// Written replies on one post.
    pub replies_per_post: usize,
    /// Corrections of one line or reply that are kept in the open.
    pub corrections: usize,
    /// Guests in one room.
    pub guests_per_room: usize,
    /// How long a claim of a moderator lasts without renewal, in ms.
    pub claim_ms: i64,
    /// How long answers to idempotency keys are kept, in ms.
    pub idempotency_ms: i64,
    /// Life of an invitation link, in ms.
    pub link_ms: i64,
    /// Life of a staff session, in ms.
    pub session_ms: i64,
}

impl Default for Limits {
    fn default() -> Self {
        const MINUTE: i64 = 60_000;
        const DAY: i64 = 24 * 60 * MINUTE;
        Limits {
            queue_commands: 4_096,
            group_commands: 256,
            queue_staff_commands: 512,
            reply_chars: 10_000,
            caption_chars: 200,
            photo_px: 8_192,
            text_bytes: 65_536,
            name_chars: 40,
            replies_per_post: 8,
            corrections: 32,
            guests_per_room: 24,
            claim_ms: 2 * MINUTE,
            idempotency_ms: 7 * DAY,
            link_ms: 3 * DAY,
            session_ms: DAY / 2,
        }
    }
}
