//! What the hub asks of the house, answered with views: the hub itself names none.

use crate::{
    hub::{Answer, Ask, Channel, Numbers, Piece, Read, Source, SourceError, Whole},
    kernel::{id::Millis, room::Header},
    store::{Db, Listed, Order, PostFilter, StoreError},
    views::live,
    wire::{
        frame::{Frame, StaffFrame, StaffSnapshot},
        item::{Counts, Piles},
        position::{Position, Stream, epoch},
    },
};
use std::sync::Arc;

/// The tables, for followers.
pub(super) struct Journal {
    pub db: Db,
    pub clock: Arc<dyn Fn() -> Millis + Send + Sync>,
}

impl From<StoreError> for SourceError {
    fn from(error: StoreError) -> Self {
        SourceError(error.to_string())
    }
}

impl Journal {
    /// The room, if these readers may know of it.
    async fn header(&self, channel: Channel) -> Result<Option<Header>, SourceError> {
        let header = self.db.room(channel.room).await?;
        Ok(header.filter(|header| channel.stream == Stream::Staff || header.is_shown()))
    }

    fn position(&self, channel: Channel, header: &Header) -> Position {
        let at = match channel.stream {
            Stream::Public => header.public_at,
            Stream::Staff => header.staff_at,
        };
        Position { epoch: epoch(self.db.epoch(), channel.room, channel.stream), at }
    }

    async fn read(&self, channel: Channel, after: u64, most: u32) -> Result<Option<Read>, SourceError> {
        let entries = match channel.stream {
            Stream::Public => self.db.public_entries(channel.room, after, most).await?,
            Stream::Staff => self.db.staff_entries(channel.room, after, most).await?,
        };
        // read after the entries: views may show what comes later, never less
        let Some(header) = self.header(channel).await? else { return Ok(None) };
        let pieces: Result<Vec<Piece>, SourceError> = match channel.stream {
            Stream::Public => {
                let items = live::items(&self.db, (self.clock)(), &header, &entries).await?;
                items.iter().map(|(at, item)| Piece::item(*at, item)).collect()
            }
            Stream::Staff => {
                let changes = live::changes(&self.db, &header, &entries).await?;
                changes.iter().map(|(at, changed)| Piece::changed(*at, changed)).collect()
            }
        };
        Ok(Some(Read {
            from: after,
            to: entries.last().map_or(after, |entry| entry.at),
            head: self.position(channel, &header).at,
            pieces: pieces?,
            redacts: entries.iter().any(|entry| entry.event.takes_out_of_sight()),
        }))
    }

    async fn whole(&self, channel: Channel) -> Result<Option<Whole>, SourceError> {
        let Some(header) = self.header(channel).await? else { return Ok(None) };
        let position = self.position(channel, &header);
        let json = match channel.stream {
            Stream::Public => {
                let snapshot = live::snapshot(&self.db, (self.clock)(), &header, position).await?;
                serde_json::to_string(&Frame::Snapshot(Box::new(snapshot)))
            }
            Stream::Staff => {
                let Position { epoch, at } = position;
                serde_json::to_string(&StaffFrame::Snapshot(StaffSnapshot { epoch, at }))
            }
        };
        let json = json.map_err(|error| SourceError(error.to_string()))?;
        Ok(Some(Whole { position, json: json.into() }))
    }

    async fn counted(&self, channel: Channel, ask: Ask) -> Result<Numbers, SourceError> {
        let Some(header) = self.header(channel).await? else { return Ok(Numbers::default()) };
        let mut posts = self.db.posts_by_id(&ask.tallies).await?;
        if ask.leading {
            let filter = PostFilter { public_only: true, ..PostFilter::default() };
            posts.extend(self.db.posts(channel.room, &filter, Order::Votes, 0, live::QUESTIONS).await?);
        }
        let seen = |listed: &&Listed| channel.stream == Stream::Staff || listed.post.public;
        let mut numbers = Numbers {
            tallies: posts.iter().filter(seen).map(|listed| (listed.post.number, listed.votes)).collect(),
            ..Numbers::default()
        };
        match channel.stream {
            Stream::Public if ask.counts => numbers.counts = Some(counts(&header)),
            Stream::Staff if ask.counts => {
                let piles = self.db.piles(channel.room).await?;
                numbers.piles = Some(Piles {
                    waiting: piles.waiting,
                    held: piles.held,
                    listed: piles.listed,
                    screened_out: piles.screened_out,
                    oldest: piles.oldest,
                });
            }
            _ => {}
        }
        Ok(numbers)
    }
}

fn counts(header: &Header) -> Counts {
    let tally = header.tally;
    Counts { received: tally.received, public: tally.public, answered: tally.answered, prepared: tally.prepared }
}

impl Source for Journal {
    fn head(&self, channel: Channel) -> Answer<'_, Option<Position>> {
        Box::pin(async move { Ok(self.header(channel).await?.map(|header| self.position(channel, &header))) })
    }

    fn items(&self, channel: Channel, after: u64, most: u32) -> Answer<'_, Option<Read>> {
        Box::pin(self.read(channel, after, most))
    }

    fn snapshot(&self, channel: Channel) -> Answer<'_, Option<Whole>> {
        Box::pin(self.whole(channel))
    }

    fn numbers(&self, channel: Channel, ask: Ask) -> Answer<'_, Numbers> {
        Box::pin(self.counted(channel, ask))
    }
}
