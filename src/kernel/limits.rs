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
    /// A cue among the crew, in characters.
    pub cue_chars: usize,
    /// Blocks of one room that wait to be shown; what is said during the session is taken beyond that.
    pub open_blocks: u32,
    /// Any text in bytes of UTF-8.
    pub text_bytes: usize,
    /// A name of a unit, an office, a guest or a file, in characters: in English, departments have long ones.
    pub name_chars: usize,
    /// Title of a session, a mailbox or a paper, in characters.
    pub title_chars: usize,
    /// The name that a citizen goes by, in characters.
    pub chosen_name_chars: usize,
    /// Written replies on one post.
    pub replies_per_post: usize,
    /// Corrections of one line or reply that are kept in the open.
    pub corrections: usize,
    /// Things that one erasure names.
    pub erasure_targets: usize,
    /// Guests in one room.
    pub guests_per_room: usize,
    /// Units that assist with one case.
    pub units_per_case: usize,
    /// Working days in which a unit says why, where it was urged or its answer was graded poorly.
    pub owed_days: u16,
    /// Questions that scripted citizens ask in a rehearsal in a minute.
    pub crowd_per_minute: u32,
    /// Materials of one room.
    pub materials_per_room: usize,
    /// Templates for rooms in the whole installation.
    pub templates: usize,
    /// Versions of a room's workflow that are kept beside the one in force, for what began with them.
    pub workflow_versions: usize,
    /// People who may stand in for one.
    pub deputies: usize,
    /// A note about a material, in characters.
    pub note_chars: usize,
    /// A line that is filled into the form of a stage, in characters.
    pub form_line_chars: usize,
    /// Several lines that are filled into one field of it, in characters.
    pub form_text_chars: usize,
    /// An address elsewhere, in bytes.
    pub link_bytes: usize,
    /// One file, in bytes.
    pub file_bytes: usize,
    /// A picture before it is made smaller, in pixels.
    pub picture_pixels: u64,
    /// Memory that decoding a picture may take besides the picture itself, in bytes.
    pub decoding_bytes: u64,
    /// Pictures decoded at the same time.
    pub pictures_at_once: usize,
    /// Uploads read or waiting at the same time; more are shed.
    pub uploads_at_once: usize,
    /// Letters whose files are read at the same time; more are shed.
    pub letter_uploads_at_once: usize,
    /// Files that were brought for letters which were not sent yet, in bytes together; beyond that no more are taken.
    pub letter_waiting_bytes: u64,
    /// How long a file is kept that nothing names, in ms.
    pub unnamed_file_ms: i64,
    /// Rooms whose words are held in memory, for finding like questions.
    pub similar_rooms: usize,
    /// Questions of one room whose words are held.
    pub similar_posts: usize,
    /// Hosts whose video rooms may show, such as ["live.example.org", "*.cdn.example.org"]; none at first. For lists
    /// (HLS) name the hosts of the pieces too; all must let pages of other sites read them (CORS).
    pub video_hosts: Vec<String>,
    /// How long a claim of a moderator lasts without renewal, in ms.
    pub claim_ms: i64,
    /// How long answers to idempotency keys are kept, in ms.
    pub idempotency_ms: i64,
    /// Life of an invitation link, in ms; one for a session lives until a day after its planned end.
    pub link_ms: i64,
    /// Most life of an invitation link for a session, in ms.
    pub room_link_ms: i64,
    /// Life of a staff session, in ms.
    pub session_ms: i64,
    /// A staff session that nobody uses ends after this, in ms; what a page does by itself is no use.
    pub session_idle_ms: i64,
    /// Sessions that a year should have at least; statistics compare with it.
    pub sessions_a_year: u32,
    /// Whether everybody may see the table of letters by unit and the monthly bulletin; staff always do.
    pub letters_by_unit_public: bool,
    /// A valid letter may wait for its answer so long, in months; the inspection compares with it.
    pub letter_months: u16,
    /// Changed things of a room that are kept ready for readers who come back.
    pub live_ring_items: usize,
    /// And their size, in bytes.
    pub live_ring_bytes: usize,
    /// And their age, in ms.
    pub live_ring_ms: i64,
    /// Entries read from the journal for one batch.
    pub live_batch_entries: u32,
    /// Lines of the record in a snapshot.
    pub live_snapshot_lines: u32,
    /// Questions in a snapshot.
    pub live_snapshot_posts: u32,
    /// Characters of each answer in a stream; the whole stands on the question's own page.
    pub live_brief_chars: usize,
    /// Least time between two batches of a room, in ms; the first after quiet goes at once.
    pub live_tick_ms: i64,
    /// Most time between two batches, however many readers there are, in ms.
    pub live_tick_most_ms: i64,
    /// How often the journal is asked whether an announcement was lost, in ms.
    pub live_head_ms: i64,
    /// How often counts are told at most, in ms; half as often where nothing else is told.
    pub live_counts_ms: i64,
    /// How often the number of readers is told where nothing else is, in ms.
    pub live_viewers_ms: i64,
    /// A room without readers is kept ready for so long, in ms.
    pub live_idle_ms: i64,
    /// Tallies that are kept for readers who come back.
    pub live_tallies: usize,
    /// Authors nudged in one batch.
    pub live_nudges: usize,
    /// Signals of different subjects joined in one batch.
    pub live_signals: usize,
    /// Batches that may wait for one shard.
    pub live_queue_ticks: usize,
    /// A reader who hears nothing for so long believes the connection dead, in ms.
    pub live_silence_ms: u32,
    /// A lost reader comes back not before this, in ms.
    pub live_retry_least_ms: u32,
    /// And not after this, in ms.
    pub live_retry_most_ms: u32,
    /// Threads that own the sockets of readers; 0 for one on each processor.
    pub live_shards: usize,
    /// Sockets of readers.
    pub live_sockets: usize,
    /// Sockets of staff, apart from those of readers.
    pub live_staff_sockets: usize,
    /// Event streams, apart from sockets.
    pub live_event_streams: usize,
    /// Handshakes of readers that may be under way.
    pub live_handshakes: usize,
    /// And of these from one address (IPv6: from one /64).
    pub live_handshakes_per_address: usize,
    /// How long bytes may wait for a reader who does not read, in ms.
    pub live_stuck_ms: i64,
    /// How often in a minute a reader may have to be brought up to date.
    pub live_resyncs_per_minute: u16,
    /// Silence on our side after which we say something, in ms; at most two thirds of `live_silence_ms`.
    pub live_ping_ms: i64,
    /// How long the reader may then be silent, in ms.
    pub live_pong_ms: i64,
    /// How long a reader may take to answer our farewell, in ms.
    pub live_close_ms: i64,
    /// How often readers whose page is hidden get news, in ms.
    pub live_hidden_ms: i64,
    /// A message of a reader, in bytes.
    pub live_message_bytes: usize,
    /// Pieces of one message of a reader.
    pub live_message_pieces: u32,
    /// Messages of one reader in a second.
    pub live_messages_per_second: u16,
    /// Pings and pongs of one reader in a second.
    pub live_controls_per_second: u16,
    /// How often it is looked whether staff at their sockets are still signed in and allowed, in ms.
    pub live_revoke_ms: i64,
    /// Canned phrases of a unit, and of a person.
    pub phrases: usize,
    /// Characters of one of them.
    pub phrase_chars: usize,
    /// Between two mails that ask whether an address is a person's own, in ms.
    pub mail_ask_ms: i64,
    /// Mails to one of staff that may wait; what is more stands in the next morning's.
    pub staff_mails_waiting: u32,
    /// Letters of one list that a morning's mail names; of the others it tells how many.
    pub staff_mail_letters: u32,
    /// Messages that one door sends in one go before it looks again.
    pub notices_at_once: u32,
    /// How long one message may take, in ms.
    pub notices_send_ms: u64,
    /// After the first failure a message is tried again after about this, then after twice as long, in ms.
    pub notices_retry_least_ms: i64,
    /// But not later than after this, in ms.
    pub notices_retry_most_ms: i64,
    /// A message that cannot be delivered for so long is given up, in ms.
    pub notices_try_ms: i64,
    /// An author hears of an answer in speech so long after it began, in ms: what was said is then in the record.
    pub notices_spoken_ms: i64,
    /// How long it is kept that a message left, in ms.
    pub notices_kept_ms: i64,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

impl Default for Limits {
    #[expect(clippy::too_many_lines, reason = "a list of values, not a procedure")]
    fn default() -> Self {
        Limits {
            queue_commands: 4_096,
            group_commands: 256,
            queue_staff_commands: 512,
            reply_chars: 10_000,
            caption_chars: 200,
            cue_chars: 100,
            open_blocks: 200,
            text_bytes: 65_536,
            name_chars: 100,
            title_chars: 120,
            chosen_name_chars: 40,
            replies_per_post: 8,
            corrections: 32,
            erasure_targets: 16,
            guests_per_room: 24,
            units_per_case: 8,
            owed_days: 3,
            crowd_per_minute: 60,
            materials_per_room: 24,
            templates: 100,
            workflow_versions: 24,
            deputies: 8,
            note_chars: 300,
            form_line_chars: 200,
            form_text_chars: 2_000,
            link_bytes: 1_000,
            file_bytes: 10 * 1024 * 1024,
            picture_pixels: 40_000_000,
            decoding_bytes: 64 * 1024 * 1024,
            pictures_at_once: 1,
            uploads_at_once: 8,
            letter_uploads_at_once: 16,
            letter_waiting_bytes: 4 * 1024 * 1024 * 1024,
            unnamed_file_ms: DAY,
            similar_rooms: 32,
            similar_posts: 5_000,
            video_hosts: Vec::new(),
            claim_ms: 2 * MINUTE,
            idempotency_ms: 7 * DAY,
            link_ms: 3 * DAY,
            room_link_ms: 30 * DAY,
            session_ms: DAY / 2,
            session_idle_ms: 120 * MINUTE,
            sessions_a_year: 6,
            letters_by_unit_public: false,
            letter_months: 3,
            live_ring_items: 1_024,
            live_ring_bytes: 2 * 1024 * 1024,
            live_ring_ms: 15 * MINUTE,
            live_batch_entries: 256,
            live_snapshot_lines: 100,
            live_snapshot_posts: 50,
            live_brief_chars: 200,
            live_tick_ms: 100,
            live_tick_most_ms: 1_000,
            live_head_ms: 2_000,
            live_counts_ms: 1_000,
            live_viewers_ms: 5_000,
            live_idle_ms: 30_000,
            live_tallies: 1_024,
            live_nudges: 4_096,
            live_signals: 4_096,
            live_queue_ticks: 64,
            live_silence_ms: 60_000,
            live_retry_least_ms: 500,
            live_retry_most_ms: 10_000,
            live_shards: 0,
            live_sockets: 100_000,
            live_staff_sockets: 1_000,
            live_event_streams: 500,
            live_handshakes: 4_096,
            live_handshakes_per_address: 256,
            live_stuck_ms: 15_000,
            live_resyncs_per_minute: 3,
            live_ping_ms: 40_000,
            live_pong_ms: 20_000,
            live_close_ms: 5_000,
            live_hidden_ms: 5_000,
            live_message_bytes: 4 * 1024,
            live_message_pieces: 32,
            live_messages_per_second: 40,
            live_controls_per_second: 20,
            live_revoke_ms: 1_500,
            phrases: 40,
            phrase_chars: 500,
            mail_ask_ms: MINUTE,
            staff_mails_waiting: 30,
            staff_mail_letters: 20,
            notices_at_once: 32,
            notices_send_ms: 30_000,
            notices_retry_least_ms: 30_000,
            notices_retry_most_ms: 60 * MINUTE,
            notices_try_ms: 3 * DAY,
            notices_spoken_ms: 10 * MINUTE,
            notices_kept_ms: 30 * DAY,
        }
    }
}
