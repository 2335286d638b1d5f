//! What may be stored at all. Spelling is never touched: NFC and NFD twins, rare Han and emoji stay byte for byte.

use crate::{
    invisible::{
        ends_emoji, is_joiner, is_joining_script, is_pictograph, is_tag, is_variation_selector, only_deceives,
    },
    plain::plain,
};
use unicode_normalization::char::is_combining_mark;

/// Most combining marks on one base; Tibetan stacks and pointed Hebrew need fewer.
pub const MARKS_MAX: usize = 8;

/// Why a text cannot be stored. Byte offsets are into the text as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclean {
    /// A control character other than a line end or a tab.
    #[error("a control character (U+{code_point:04X}) at byte {at}; remove it and send the text again")]
    Control {
        /// The character.
        code_point: u32,
        /// Where it is.
        at: usize,
    },
    /// Marks piled on one base.
    #[error("more than {MARKS_MAX} combining marks on one character at byte {at}; remove them and send the text again")]
    Marks {
        /// Where the first one too many is.
        at: usize,
    },
}

impl Unclean {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Unclean::Control { .. } => "control-character",
            Unclean::Marks { .. } => "stacked-marks",
        }
    }
}

/// The text as it may be stored: line ends are LF, blanks around it and invisible controls that only deceive are gone.
///
/// Joiners stay within emoji and in scripts that are spelt with them, one variation selector stays after
/// its base, and directional marks (not overrides, embeddings or isolates) stay. The result may be empty.
///
/// # Errors
/// `Unclean` for control characters (NUL, C0 but LF and tab, DEL, C1) and for piles of combining marks.
pub fn clean(text: &str) -> Result<String, Unclean> {
    let mut kept = Kept { text: String::with_capacity(text.len()), last: None, marks: 0, in_flag: false };
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if plain(c).is_some() {
            kept.push_plain(c);
            continue;
        }
        let next = rest.peek().map(|&(_, next)| next);
        match c {
            '\r' if next == Some('\n') => {}
            '\r' => kept.push('\n', at)?,
            _ if c.is_control() => return Err(Unclean::Control { code_point: c.into(), at }),
            _ if kept.takes(c, next) => kept.push(c, at)?,
            _ => {}
        }
    }
    Ok(kept.text.trim().to_owned())
}

/// What was kept so far.
struct Kept {
    text: String,
    last: Option<char>,
    marks: usize,
    in_flag: bool,
}

impl Kept {
    fn takes(&self, c: char, next: Option<char>) -> bool {
        if only_deceives(c) {
            false
        } else if is_joiner(c) {
            let in_emoji = self.last.is_some_and(ends_emoji) && next.is_some_and(is_pictograph);
            in_emoji || self.last.is_some_and(is_joining_script)
        } else if is_variation_selector(c) {
            self.last.is_some_and(|last| !last.is_whitespace() && !is_variation_selector(last) && !is_joiner(last))
        } else {
            !is_tag(c) || self.in_flag
        }
    }

    fn push_plain(&mut self, c: char) {
        (self.marks, self.in_flag, self.last) = (0, false, Some(c));
        self.text.push(c);
    }

    fn push(&mut self, c: char, at: usize) -> Result<(), Unclean> {
        self.marks = if is_combining_mark(c) { self.marks + 1 } else { 0 };
        if self.marks > MARKS_MAX {
            return Err(Unclean::Marks { at });
        }
        self.in_flag = c == '\u{1F3F4}' || (self.in_flag && is_tag(c));
        self.last = Some(c);
        self.text.push(c);
        Ok(())
    }
}
