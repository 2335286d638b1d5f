//! What it is: the journal, the texts, the votes and the tables folded from them.
//! What it never does: decide anything, know HTTP, or let SQL be written elsewhere.
//! Who calls it: the writer (`desk`) with groups of writes; readers with queries; the roof to open it.
//! Where its tests are: `tests/story/` through the desk, `tests/durability/` on a disk that lies.

mod batch;
mod blobs;
mod cases;
mod counts;
mod erase;
mod error;
mod files;
mod folder;
mod load;
mod outbox;
mod places;
mod read;
mod read_cases;
mod read_clocks;
mod read_counts;
mod read_crew;
mod read_desk;
mod read_feeds;
mod read_ledger;
mod read_live;
mod read_office;
mod read_pages;
mod read_past;
mod read_public;
mod read_seen;
mod read_staff;
mod read_stats;
mod remember;
mod rows;
pub mod search;
mod sets;
mod sqlite;
mod sweep;

pub use batch::{Batch, EntryRow, Gone, Kept, Notice, Taken, Vote};
pub use blobs::place_of;
pub use cases::NO_DAY;
pub use error::StoreError;
pub use files::Bytes;
pub use folder::FolderFault;
pub use load::Tx;
pub use outbox::{Outgoing, Parcel, ParcelState, Waiting};
pub use read::{Audited, Listed, Order, PostFilter, Session, TextRow};
pub use read_cases::{Behind, CaseFilter, CaseRow};
pub use read_clocks::LeftOpen;
pub use read_counts::{Among, CaseList, CountFilter, CountRow, OpenLate};
pub use read_crew::RecordCounts;
pub use read_desk::Touched;
pub use read_feeds::Moments;
pub use read_ledger::{Appeals, Stopped, Tallied};
pub use read_live::Followed;
pub use read_office::EntryPlace;
pub use read_past::OnEarlier;
pub use read_public::Heading;
pub use read_seen::Seen;
pub use read_staff::{Asked, COUNTED, Pile, Piles};
pub use read_stats::CountedPost;
pub use sqlite::{
    Db, Flaw, OpenOptions, Proof, Reading, SearchDb, TakenText, Verified, copy_database, files_in, taken_in, verify,
};
