//! What an erasure finds in the journal before it is decided, and what goes with the texts it takes.

use super::{Group, Job};
use crate::{
    desk::submit::Act,
    kernel::{
        command::Command,
        erasure::{ErasureStep, Found, Manner, Part, Target},
        event::{BlockEvent, Event, LineEvent, PostEvent, RoomEvent},
        id::{Millis, PostId, RoomId, TextId},
        record::RecordEvent,
        scope::Scope,
    },
    store::{Gone, StoreError, Taken, Tx},
};
use std::collections::HashSet;

impl Group {
    /// Looks up what there still is of what an erasure names, and has it at hand.
    pub(super) async fn look_for(&mut self, tx: &mut Tx, job: &mut Job) -> Result<(), StoreError> {
        let Act::Room(room, command) = &job.act else { return Ok(()) };
        let Command::Erase { step } = &**command else { return Ok(()) };
        let room = *room;
        if let Some(number) = step.number() {
            self.have_erasure(tx, room, number).await?;
        }
        let Some((targets, manner)) = self.named(room, step) else { return Ok(()) };
        self.have_targets(tx, room, &targets).await?;
        let mut found = Vec::with_capacity(targets.len());
        for target in targets {
            found.push(self.found(tx, room, target, manner).await?);
        }
        job.prepared.given.found = found;
        Ok(())
    }

    fn named(&self, room: RoomId, step: &ErasureStep) -> Option<(Vec<Target>, Manner)> {
        match step {
            ErasureStep::Propose { targets, manner, .. } => Some((targets.clone(), *manner)),
            ErasureStep::Agree { erasure } => {
                let erasure = self.rooms.get(&room)?.erasures.get(erasure)?;
                Some((erasure.targets.clone(), erasure.manner))
            }
            ErasureStep::Decline { .. } => None,
        }
    }

    async fn have_erasure(&mut self, tx: &mut Tx, room: RoomId, number: u32) -> Result<(), StoreError> {
        let scope = self.rooms.entry(room).or_default();
        if let (false, Some(erasure)) = (scope.erasures.contains_key(&number), tx.erasure(room, number).await?) {
            scope.erasures.insert(number, erasure);
        }
        Ok(())
    }

    async fn have_targets(&mut self, tx: &mut Tx, room: RoomId, targets: &[Target]) -> Result<(), StoreError> {
        let here = |post: &PostId| self.post(room, *post).is_some();
        let posts: Vec<PostId> = targets.iter().filter_map(|target| target.post()).filter(|post| !here(post)).collect();
        self.load_posts(tx, &posts, &mut Vec::new()).await?;
        let line = |target: &Target| match *target {
            Target::Line { line } => Some(line),
            Target::Reply { post, guest } => self.post(room, post)?.reply(guest)?.line,
            _ => None,
        };
        let here = |line: &u32| self.rooms.get(&room).is_some_and(|scope| scope.lines.contains_key(line));
        let lines: Vec<(RoomId, u32)> =
            targets.iter().filter_map(line).filter(|line| !here(line)).map(|line| (room, line)).collect();
        let mut answered = HashSet::new();
        self.load_lines(tx, &lines, &mut answered).await?;
        let missing: Vec<PostId> = answered.into_iter().filter(|post| self.post(room, *post).is_none()).collect();
        self.load_posts(tx, &missing, &mut Vec::new()).await
    }

    async fn found(&mut self, tx: &mut Tx, room: RoomId, target: Target, manner: Manner) -> Result<Found, StoreError> {
        let block = match target {
            Target::Line { line } => self.block_of(tx, room, line).await?,
            _ => None,
        };
        let mut texts = tx.left_of(room, target, block, manner).await?;
        // What this group has written or taken is not in the tables yet.
        let fresh = self.batch.entries.iter().filter(|entry| entry.room == room);
        texts.extend(fresh.flat_map(|entry| target.named_by(&entry.event, block)).map(|text| text.id));
        let taken: HashSet<TextId> = self.batch.gone.texts.iter().map(|taken| taken.text).collect();
        let mut seen = HashSet::new();
        texts.retain(|text| !taken.contains(text) && seen.insert(*text));
        Ok(Found { target, texts, block })
    }

    async fn block_of(&mut self, tx: &mut Tx, room: RoomId, line: u32) -> Result<Option<u32>, StoreError> {
        let scope = self.rooms.entry(room).or_default();
        if let Some(block) = scope.blocks.values().find(|block| block.line == Some(line)) {
            return Ok(Some(block.number));
        }
        let Some(block) = tx.block_of(room, line).await? else { return Ok(None) };
        let number = block.number;
        scope.blocks.entry(number).or_insert(block);
        Ok(Some(number))
    }
}

/// Notes what goes with an entry, before it is applied.
pub(super) fn take(gone: &mut Gone, scope: &Scope, room: RoomId, event: &Event, at: Millis) {
    if let Some(act) = event.erases() {
        let taken = |text: &TextId| Taken { text: *text, manner: act.manner, ground: Some(act.ground), at };
        gone.texts.extend(act.texts.iter().map(taken));
    }
    match event {
        Event::Post { post, event } => of_post(gone, scope, room, (*post, event), at),
        Event::Line { line, event: LineEvent::Erased { file, .. } } => {
            gone.lines.push((room, *line));
            gone.files.extend(file.map(|file| (room, "line", *line, file)));
        }
        Event::Room { event: RoomEvent::NoticeErased { .. } } => gone.noticed.push(room),
        Event::Room { event: RoomEvent::Record { event: RecordEvent::Erased { .. } } } => gone.noted.push(room),
        Event::Block { block, event: BlockEvent::Erased { .. } } => {
            let photo = scope.blocks.get(block).and_then(|block| block.photo.as_ref());
            gone.files.extend(photo.map(|photo| (room, "block", *block, photo.file)));
        }
        _ => {}
    }
}

fn of_post(gone: &mut Gone, scope: &Scope, room: RoomId, (post, event): (PostId, &PostEvent), at: Millis) {
    let Some(before) = scope.posts.get(&post) else { return };
    match event {
        PostEvent::Erased { part, .. } => {
            gone.posts.push(post);
            if *part == Part::Words {
                let files = before.case.iter().flat_map(|case| case.letter.file_ids());
                gone.files.extend(files.map(|file| (room, "letter", before.number, file)));
            }
            if *part == Part::Author {
                gone.movers.extend(before.visitor.map(|visitor| (room, visitor)));
            }
        }
        PostEvent::AuthorForgotten { .. } => {
            let text = before.author.id;
            gone.texts.push(Taken { text, manner: Manner::Destroy, ground: None, at });
            if !gone.rooms.contains(&room) {
                gone.rooms.push(room);
            }
        }
        _ => {}
    }
}
