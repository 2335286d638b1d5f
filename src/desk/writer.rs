//! The writer: takes whatever waits, decides it in one transaction, commits, then answers.

use super::{
    Answer, Current,
    group::{Group, Job},
    news::News,
    submit::{Act, Clock},
};
use crate::{
    bus::Bus,
    kernel::{limits::Limits, refusal::Refusal},
    store::{Db, StoreError},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::mpsc;

pub(super) struct Writer {
    db: Db,
    limits: Limits,
    clock: Clock,
    current: Current,
    bus: Bus,
    failed: Arc<AtomicBool>,
}

/// Answers to give once the group is durable, and what to tell everybody.
type Answers = (Vec<Result<Answer, Refusal>>, News);

impl Writer {
    pub fn new(
        db: Db,
        limits: Limits,
        (clock, current, bus): (Clock, Current, Bus),
        failed: Arc<AtomicBool>,
    ) -> Writer {
        Writer { db, limits, clock, current, bus, failed }
    }

    /// Runs until both queues are closed or the disk fails. Staff go first.
    pub async fn run(self, mut staff: mpsc::Receiver<Job>, mut public: mpsc::Receiver<Job>) {
        loop {
            let first = tokio::select! {
                biased;
                Some(job) = staff.recv() => job,
                Some(job) = public.recv() => job,
                else => return,
            };
            let mut jobs = vec![first];
            fill(&mut jobs, &mut staff, self.limits.group_commands);
            fill(&mut jobs, &mut public, self.limits.group_commands);
            metrics::histogram!("wenzheng_group_commands")
                .record(f64::from(u32::try_from(jobs.len()).unwrap_or(u32::MAX)));
            self.group(jobs).await;
            if self.failed.load(Ordering::Acquire) {
                return;
            }
        }
    }

    async fn group(&self, mut jobs: Vec<Job>) {
        match self.attempt(&mut jobs).await {
            Ok(answers) => self.tell(jobs, answers).await,
            Err(why @ (StoreError::Sql(_) | StoreError::Shape(_) | StoreError::Folder(_))) if jobs.len() > 1 => {
                tracing::warn!(%why, jobs = jobs.len(), "group failed, commands are retried one by one");
                self.one_by_one(jobs).await;
            }
            Err(error) => self.refuse(jobs, &error),
        }
    }

    async fn one_by_one(&self, jobs: Vec<Job>) {
        for job in jobs {
            let mut one = vec![job];
            // After a failed sync the disk may say yes again: it is not asked.
            let attempt = match self.failed.load(Ordering::Acquire) {
                true => Err(StoreError::Disk("an earlier command could not be made durable".into())),
                false => self.attempt(&mut one).await,
            };
            match attempt {
                Ok(answers) => self.tell(one, answers).await,
                Err(error) => self.refuse(one, &error),
            }
        }
    }

    async fn attempt(&self, jobs: &mut [Job]) -> Result<Answers, StoreError> {
        let now = (self.clock)();
        let mut tx = self.db.begin().await?;
        let mut group = Group::load(&mut tx, jobs, now).await?;
        let mut answers = Vec::with_capacity(jobs.len());
        for job in jobs.iter_mut() {
            answers.push(group.decide(&mut tx, job).await?);
        }
        let (batch, news) = group.into_batch();
        tx.write(&batch).await?;
        tx.commit().await?;
        Ok((answers, news))
    }

    async fn tell(&self, jobs: Vec<Job>, (answers, news): Answers) {
        if jobs.iter().any(|job| matches!(job.act, Act::Office(_)))
            && let Err(error) = self.current.reload(&self.db).await
        {
            tracing::error!(%error, "settings in force could not be read again");
        }
        news.tell(&self.bus);
        for (job, answer) in jobs.into_iter().zip(answers) {
            let outcome = if answer.is_ok() { "accepted" } else { "refused" };
            metrics::counter!("wenzheng_commands", "outcome" => outcome).increment(1);
            // A sender that went away finds its answer under its key.
            let _ = job.reply.send(answer);
        }
    }

    fn refuse(&self, jobs: Vec<Job>, error: &StoreError) {
        tracing::error!(%error, commands = jobs.len(), "commands could not be written");
        let refusal = match error {
            StoreError::Full => Refusal::StorageFull,
            _ => Refusal::StorageFailed,
        };
        if matches!(error, StoreError::Disk(_)) {
            self.failed.store(true, Ordering::Release);
        }
        for job in jobs {
            let _ = job.reply.send(Err(refusal.clone()));
        }
    }
}

fn fill(jobs: &mut Vec<Job>, queue: &mut mpsc::Receiver<Job>, most: usize) {
    while jobs.len() < most {
        match queue.try_recv() {
            Ok(job) => jobs.push(job),
            Err(_) => return,
        }
    }
}
