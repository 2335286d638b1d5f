//! The front of the desk: prepares a command and waits for its place in a group.

use super::{Answer, Claims, Current, group::Job, prepare, steady::steady, writer};
use crate::{
    bus::Bus,
    kernel::{
        command::{Command, OfficeCommand},
        id::{Millis, OFFICE, PassId, PostId, RoomId, TextId},
        limits::Limits,
        principal::Principal,
        refusal::Refusal,
        room::About,
    },
    store::{Db, StoreError},
};
use dashmap::DashMap;
use jiff::tz::TimeZone;
use moderation::Shingles;
use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{
    mpsc::{self, error::TrySendError},
    oneshot, watch,
};

/// The clock of the installation; tests set their own.
pub type Clock = Arc<dyn Fn() -> Millis + Send + Sync>;

/// Why the desk could not be opened.
pub type DeskError = StoreError;

/// A command to a room or to the office.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// To one room.
    Room(RoomId, Box<Command>),
    /// To the office.
    Office(Box<OfficeCommand>),
}

impl Act {
    /// The room it is sent to.
    pub fn room(&self) -> RoomId {
        match self {
            Act::Room(room, _) => *room,
            Act::Office(_) => OFFICE,
        }
    }
}

/// An idempotency key and the digest of the request it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Chosen by the sender.
    pub key: String,
    /// Digest of everything the request said.
    pub request: String,
}

/// Who asks for what.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who.
    pub principal: Principal,
    /// What.
    pub act: Act,
    /// Under which key.
    pub key: Option<Key>,
    /// The pass of a citizen who was let into a rehearsal.
    pub pass: Option<PassId>,
}

/// The only write path. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub db: Db,
    pub clock: Clock,
    /// The machine's clock as it is.
    wall: Clock,
    /// Days are those of it.
    pub zone: TimeZone,
    pub limits: Limits,
    pub current: Current,
    pub claims: Claims,
    pub bus: Bus,
    /// The last texts of each room cut into shingles, for noticing repeats.
    pub recent: DashMap<RoomId, VecDeque<(PostId, Arc<Shingles>)>>,
    /// Notices whose names are reserved, each with the text it was read from.
    pub notices: DashMap<RoomId, (TextId, Arc<About>)>,
    public: mpsc::Sender<Job>,
    staff: mpsc::Sender<Job>,
    failed: Arc<AtomicBool>,
    stopped: watch::Receiver<bool>,
}

impl Desk {
    /// Opens the desk over a database and starts its writer, which tells `bus` what was committed. Days are those of
    /// `zone`.
    ///
    /// # Errors
    /// `StoreError` when settings cannot be read.
    pub async fn open(db: Db, limits: Limits, (clock, zone): (Clock, TimeZone), bus: Bus) -> Result<Desk, DeskError> {
        let current = Current::load(&db).await?;
        let wall = clock.clone();
        let clock = steady(clock, db.newest_entry_at().await?);
        let (public, from_public) = mpsc::channel(limits.queue_commands);
        let (staff, from_staff) = mpsc::channel(limits.queue_staff_commands);
        let failed = Arc::new(AtomicBool::new(false));
        let (stop, stopped) = watch::channel(false);
        let shared = (clock.clone(), current.clone(), bus.clone());
        let writer = writer::Writer::new(db.clone(), limits.clone(), shared, failed.clone());
        tokio::spawn(async move {
            writer.run(from_staff, from_public).await;
            let _ = stop.send(true);
        });
        let (claims, recent, notices) = (Claims::default(), DashMap::new(), DashMap::new());
        let inner = Arc::new(Inner {
            db,
            clock,
            zone,
            wall,
            limits,
            current,
            claims,
            bus,
            recent,
            notices,
            public,
            staff,
            failed,
            stopped,
        });
        Ok(Desk { inner })
    }

    /// Carries a command out and returns once it is durable.
    ///
    /// # Errors
    /// Any `Refusal`; then nothing was written, except that after `StorageFailed` the
    /// same key tells.
    pub async fn submit(&self, submission: Submission) -> Result<Answer, Refusal> {
        self.writable(&submission)?;
        let Submission { principal, act, key, pass } = submission;
        let prepared = prepare::prepare(&self.inner, principal, &act).await?;
        let (reply, answer) = oneshot::channel();
        let job = Job { principal, act, key, pass, prepared, reply };
        let busy = |error| match error {
            TrySendError::Full(_) => Refusal::Busy { retry_after_ms: 2_000 },
            // The writer ended after the disk failed; whoever was on the way hears the same as everybody else.
            TrySendError::Closed(_) => Refusal::StorageFailed,
        };
        let queue = if matches!(principal, Principal::Visitor(_)) { &self.inner.public } else { &self.inner.staff };
        match principal {
            Principal::Clock | Principal::Operator => queue.send(job).await.map_err(|_| Refusal::StorageFailed)?,
            _ => queue.try_send(job).map_err(busy)?,
        }
        answer.await.map_err(|_| Refusal::StorageFailed)?
    }

    /// A room command without a key, for jobs and the roof.
    ///
    /// # Errors
    /// Any `Refusal`.
    pub async fn room(&self, principal: Principal, room: RoomId, command: Command) -> Result<Answer, Refusal> {
        self.submit(Submission { principal, act: Act::Room(room, Box::new(command)), key: None, pass: None }).await
    }

    /// An office command without a key.
    ///
    /// # Errors
    /// Any `Refusal`.
    pub async fn office(&self, principal: Principal, command: OfficeCommand) -> Result<Answer, Refusal> {
        self.submit(Submission { principal, act: Act::Office(Box::new(command)), key: None, pass: None }).await
    }

    fn writable(&self, submission: &Submission) -> Result<(), Refusal> {
        if self.inner.failed.load(Ordering::Acquire) {
            return Err(Refusal::StorageFailed);
        }
        // Whoever is to switch writing on must be able to log in.
        let open = matches!(&submission.act, Act::Office(command)
            if matches!(**command, OfficeCommand::SetReadOnly { .. } | OfficeCommand::UseFactor { .. }));
        if self.inner.current.get().read_only.is_some() && !open { Err(Refusal::ReadOnly) } else { Ok(()) }
    }

    /// Lets go of the writer and returns once it has stopped. Other handles must be gone.
    pub async fn close(self) {
        let mut stopped = self.inner.stopped.clone();
        drop(self);
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }

    /// Whether commands can be made durable.
    pub fn is_healthy(&self) -> bool {
        !self.inner.failed.load(Ordering::Acquire) && !*self.inner.stopped.borrow()
    }

    /// Returns when the disk failed and the process must end.
    pub async fn failed(&self) {
        let mut stopped = self.inner.stopped.clone();
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }

    /// Settings in force.
    pub fn current(&self) -> &Current {
        &self.inner.current
    }

    /// Who is looking at what.
    pub fn claims(&self) -> &Claims {
        &self.inner.claims
    }

    /// Bounds.
    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    /// Now, by the installation's clock, which never runs backward.
    pub fn now(&self) -> Millis {
        (self.inner.clock)()
    }

    /// Now, by the machine's clock as it is: for what is compared with clocks of others.
    pub fn wall(&self) -> Millis {
        (self.inner.wall)()
    }
}
