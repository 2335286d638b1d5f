//! Where a form stands, and where its answer leads: only ever to a desk of the same room.

use crate::store::Pile;

/// A desk, or one thing on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The queue, at a pile and page (from 0).
    Queue(Pile, u32),
    /// One question.
    Question(u32),
    /// Questions to be answered, in a list and at a page.
    Answers(List, u32),
    /// One question to be answered.
    Answering(u32),
    /// The record: its last lines, or those up to an older one.
    Lines(Option<u32>),
    /// The record in its own order, from this line on, or from the beginning (0).
    Reading(u32),
    /// Entering for others.
    Enter,
    /// The crew among itself.
    Backstage,
    /// The host's page.
    Host,
    /// Photos.
    Photos,
    /// What the session left open.
    Leftovers,
    /// Erasing by law, and what is looked at for it.
    Erasures(Option<About>),
}

/// What a proposal to erase is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A question, by its number.
    Question(u32),
    /// A line, by its number.
    Line(u32),
    /// The room itself.
    Room,
}

/// Which questions an answering desk shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// With an answer that waits for the reader's signature.
    ToSign,
    /// Assigned to the reader or the reader's guest.
    Mine,
    /// Assigned to nobody.
    Anybody,
    /// All.
    All,
}

/// Piles and their words in addresses and word files.
pub(super) const PILES: [(Pile, &str); 6] = [
    (Pile::Waiting, "waiting"),
    (Pile::Held, "held"),
    (Pile::Listed, "listed"),
    (Pile::Appealed, "appealed"),
    (Pile::ScreenedOut, "screened-out"),
    (Pile::All, "all"),
];

/// Lists and their words.
pub(super) const LISTS: [(List, &str); 4] =
    [(List::ToSign, "sign"), (List::Mine, "mine"), (List::Anybody, "anybody"), (List::All, "all")];

/// The thing a word stands for.
pub(super) fn named<T: Copy>(all: &[(T, &str)], word: &str) -> Option<T> {
    all.iter().find(|(_, name)| *name == word).map(|(thing, _)| *thing)
}

fn word_of<T: Copy + PartialEq>(all: &[(T, &'static str)], thing: T) -> &'static str {
    all.iter().find(|(held, _)| *held == thing).map_or("", |(_, name)| *name)
}

impl Place {
    /// As the hidden field `back` has it, and as it follows `/desk/r/{code}/`.
    pub fn path(self) -> String {
        match self {
            Place::Queue(pile, page) => format!("queue?pile={}&page={page}", word_of(&PILES, pile)),
            Place::Question(number) => format!("q/{number}"),
            Place::Answers(list, page) => format!("answers?list={}&page={page}", word_of(&LISTS, list)),
            Place::Answering(number) => format!("answers/{number}"),
            Place::Lines(None) => "lines".into(),
            Place::Lines(Some(until)) => format!("lines?to={until}"),
            Place::Reading(from) => format!("lines?from={from}"),
            Place::Enter => "enter".into(),
            Place::Backstage => "backstage".into(),
            Place::Host => "host".into(),
            Place::Photos => "photos".into(),
            Place::Leftovers => "leftovers".into(),
            Place::Erasures(None) => "erasures".into(),
            Place::Erasures(Some(About::Question(number))) => format!("erasures?post={number}"),
            Place::Erasures(Some(About::Line(number))) => format!("erasures?line={number}"),
            Place::Erasures(Some(About::Room)) => "erasures?room=1".into(),
        }
    }

    /// The place of a `back` field; anything else leads nowhere.
    pub fn parse(back: &str) -> Option<Place> {
        let (path, query) = back.split_once('?').unwrap_or((back, ""));
        let asked =
            |name: &str| query.split('&').find_map(|pair| pair.split_once('=').filter(|(held, _)| *held == name));
        let word = |name: &str| asked(name).map_or("", |(_, value)| value);
        let page = || word("page").parse().unwrap_or(0);
        match path.split_once('/') {
            Some(("q", number)) => number.parse().ok().map(Place::Question),
            Some(("answers", number)) => number.parse().ok().map(Place::Answering),
            Some(_) => None,
            None => match path {
                "queue" => named(&PILES, word("pile")).map(|pile| Place::Queue(pile, page())),
                "answers" => named(&LISTS, word("list")).map(|list| Place::Answers(list, page())),
                "lines" => {
                    let from = word("from").parse().ok().map(Place::Reading);
                    Some(from.unwrap_or_else(|| Place::Lines(word("to").parse().ok())))
                }
                "enter" => Some(Place::Enter),
                "backstage" => Some(Place::Backstage),
                "host" => Some(Place::Host),
                "photos" => Some(Place::Photos),
                "leftovers" => Some(Place::Leftovers),
                "erasures" => {
                    let post = word("post").parse().ok().map(About::Question);
                    let line = word("line").parse().ok().map(About::Line);
                    let room = (word("room") == "1").then_some(About::Room);
                    Some(Place::Erasures(post.or(line).or(room)))
                }
                _ => None,
            },
        }
    }

    /// The address with the confirmation of what was done.
    pub fn done(self, code: &str, act: &str, number: Option<u32>) -> String {
        let path = self.path();
        let joint = if path.contains('?') { '&' } else { '?' };
        let number = number.map(|number| format!("&n={number}")).unwrap_or_default();
        format!("/desk/r/{code}/{path}{joint}done={act}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_finds_its_way_back() {
        let places = [
            Place::Queue(Pile::ScreenedOut, 3),
            Place::Question(17),
            Place::Answers(List::Anybody, 0),
            Place::Answering(4_000_000_000),
            Place::Lines(None),
            Place::Lines(Some(28)),
            Place::Reading(0),
            Place::Reading(28),
            Place::Enter,
            Place::Backstage,
            Place::Host,
            Place::Photos,
            Place::Leftovers,
            Place::Erasures(None),
            Place::Erasures(Some(About::Question(3))),
            Place::Erasures(Some(About::Line(36))),
        ];
        for place in places {
            assert_eq!(Place::parse(&place.path()), Some(place));
        }
    }

    #[test]
    fn nothing_leads_out_of_the_room() {
        for back in
            ["", "//evil.example", "https://evil.example", "q/../../enter", "q/-1", "/desk", "queue?pile=x", "r/1"]
        {
            assert_eq!(Place::parse(back), None, "{back}");
        }
    }

    #[test]
    fn a_confirmation_joins_the_query() {
        assert_eq!(Place::Lines(None).done("7", "say", None), "/desk/r/7/lines?done=say");
        let queue = Place::Queue(Pile::Held, 1).done("7", "approve", Some(9));
        assert_eq!(queue, "/desk/r/7/queue?pile=held&page=1&done=approve&n=9");
    }
}
