//! What a group has at hand before it decides: in one query a table, what its commands name.

use super::{Group, Job, name_of};
use crate::{
    desk::submit::Act,
    kernel::{
        clock::ClockStep,
        command::Command,
        id::{FileId, Millis, OFFICE, PostId, RoomId, VisitorId},
        office::Person,
        post::Post,
        principal::{Principal, Reach},
    },
    store::{StoreError, Tx},
};
use std::collections::HashSet;

impl Group {
    /// Reads, in one query a table, what these commands name.
    pub async fn load(tx: &mut Tx, jobs: &[Job], now: Millis) -> Result<Group, StoreError> {
        let mut group = Group { now, ..Group::default() };
        group.batch.at = now;
        let mut rooms = HashSet::new();
        let mut posts = HashSet::new();
        let mut references = Vec::new();
        let (mut lines, mut movers, mut votes, mut persons, mut keys) = (vec![], vec![], vec![], vec![], vec![]);
        let mut blocks = vec![];
        for job in jobs {
            if let Principal::Staff(person) = job.principal {
                persons.push(person);
            }
            if let Some(key) = &job.key {
                keys.push((name_of(job.principal), key.key.clone()));
            }
            let Act::Room(room, command) = &job.act else { continue };
            rooms.insert(*room);
            references.extend(command.reference().map(|held| (*room, held.trim())));
            posts.extend(command.posts());
            lines.extend(command.line().into_iter().chain(command.before()).map(|line| (*room, line)));
            blocks.extend(command.block().map(|block| (*room, block)));
            if let Principal::Visitor(visitor) = job.principal {
                movers.push((*room, visitor));
                if let Command::Vote { post } = **command {
                    votes.push((post, visitor));
                }
            }
        }
        let rooms: Vec<RoomId> = rooms.into_iter().collect();
        let placing: HashSet<RoomId> = jobs.iter().filter_map(Job::places_in).collect();
        if jobs.iter().any(|job| matches!(job.act, Act::Office(_))) {
            group.tips.insert(OFFICE, tx.office_digest().await?);
        }
        for (header, digest) in tx.headers(&rooms).await? {
            posts.extend(header.on_stage);
            posts.extend(header.bound);
            let room = header.id;
            lines.extend(Some((room, header.closing)).filter(|_| placing.contains(&room) && header.closing > 0));
            group.tips.insert(room, digest);
            group.rooms.entry(room).or_default().header = Some(header);
        }
        group.load_lines(tx, &lines, &mut posts).await?;
        for block in tx.blocks(&blocks).await? {
            group.rooms.entry(block.room).or_default().blocks.insert(block.number, block);
        }
        let posts: Vec<PostId> = posts.into_iter().collect();
        group.load_posts(tx, &posts, &mut movers).await?;
        let replied = group.replied_lines(jobs);
        group.load_lines(tx, &replied, &mut HashSet::new()).await?;
        let at_hand = group.rooms.values().flat_map(|scope| scope.posts.values());
        let targets: Vec<PostId> = at_hand.filter_map(Post::joins).filter(|into| !posts.contains(into)).collect();
        group.load_posts(tx, &targets, &mut movers).await?;
        group.movers = tx.movers(&movers).await?.into_iter().map(|m| ((m.room, m.visitor), m)).collect();
        group.votes = tx.votes(&votes).await?.into_iter().collect();
        group.references = tx.references(&references).await?.into_iter().collect();
        let named: Vec<FileId> = jobs.iter().flat_map(|job| &job.prepared.given.files).map(|file| file.id).collect();
        group.files = tx.files(&named).await?.into_iter().map(|file| file.id).collect();
        group.persons = tx.persons(&persons).await?.into_iter().map(|p| (p.id, Some(p))).collect();
        let asks = |job: &Job| matches!(job.principal, Principal::Staff(_)) || matches!(job.act, Act::Office(_));
        if jobs.iter().any(asks) {
            group.absent = tx.absent().await?.into_iter().map(|person| (person.id, person)).collect();
        }
        if group.asks_for_units(jobs) {
            group.tree = tx.tree().await?;
        }
        for (principal, key, request, answer) in tx.kept(&keys).await? {
            group.kept.insert((principal, key), (request, serde_json::from_str(&answer)?));
        }
        Ok(group)
    }

    /// Citizens' commands need no tree of units, so it is not read for them.
    fn asks_for_units(&self, jobs: &[Job]) -> bool {
        let of_unit = |person: &Person| person.grants.iter().any(|grant| matches!(grant.reach, Reach::Unit { .. }));
        let office = jobs.iter().any(|job| matches!(job.act, Act::Office(_)));
        let asks = |command: &Command| {
            !command.units().is_empty() || matches!(command, Command::Clock { step: ClockStep::Succeed { .. } })
        };
        let named = |job: &Job| matches!(&job.act, Act::Room(_, command) if asks(command));
        let people = || self.persons.values().flatten().chain(self.absent.values());
        office || jobs.iter().any(named) || people().any(of_unit)
    }

    /// Lines of published replies that are corrected or taken down: they change with the reply.
    fn replied_lines(&self, jobs: &[Job]) -> Vec<(RoomId, u32)> {
        let named = jobs.iter().filter_map(|job| match &job.act {
            Act::Room(room, command) => match **command {
                Command::CorrectReply { post, guest, .. }
                | Command::PublishPart { post, guest, .. }
                | Command::TakeDownReply { post, guest } => Some((room, post, guest)),
                _ => None,
            },
            Act::Office(_) => None,
        });
        let line =
            |(room, post, guest)| self.rooms.get(room)?.posts.get(&post)?.reply(guest)?.line.map(|line| (*room, line));
        named.filter_map(line).collect()
    }

    pub(in crate::desk) async fn load_lines(
        &mut self,
        tx: &mut Tx,
        lines: &[(RoomId, u32)],
        posts: &mut HashSet<PostId>,
    ) -> Result<(), StoreError> {
        for line in tx.lines(lines).await? {
            posts.extend(line.post);
            self.rooms.entry(line.room).or_default().lines.insert(line.number, line);
        }
        Ok(())
    }

    pub(in crate::desk) async fn load_posts(
        &mut self,
        tx: &mut Tx,
        posts: &[PostId],
        movers: &mut Vec<(RoomId, VisitorId)>,
    ) -> Result<(), StoreError> {
        for post in tx.posts(posts).await? {
            movers.extend(post.visitor.map(|visitor| (post.room, visitor)));
            self.rooms.entry(post.room).or_default().posts.insert(post.id, post);
        }
        Ok(())
    }
}
