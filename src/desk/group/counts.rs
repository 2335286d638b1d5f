//! What letters count for in the statistics, as differences to before this group.

use crate::kernel::{
    event::Event,
    figures::{Counted, Spread, counted, spread},
    id::{PostId, RoomId},
    scope::Scope,
};
use std::collections::HashMap;

/// Keeps what a letter counted for before the first entry of this group changes it.
pub(super) fn remember(
    held: &mut HashMap<(RoomId, PostId), Option<Counted>>,
    scope: &Scope,
    room: RoomId,
    event: &Event,
) {
    if let Event::Post { post, .. } = event {
        held.entry((room, *post)).or_insert_with(|| scope.posts.get(post).and_then(counted));
    }
}

/// The differences.
pub(super) fn changed(held: HashMap<(RoomId, PostId), Option<Counted>>, rooms: &HashMap<RoomId, Scope>) -> Spread {
    let now = |room: RoomId, post: PostId| rooms.get(&room)?.posts.get(&post).and_then(counted);
    spread(held.into_iter().map(|((room, post), before)| (before, now(room, post))))
}
