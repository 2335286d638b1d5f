//! What of a draft comes next when an answer is released sentence by sentence.

/// The first sentence of what `draft` holds beyond `said`; empty when there is nothing more. Where
/// the guest has said it otherwise than it was drafted, the draft is offered from its beginning.
pub fn next(draft: &str, said: &str) -> String {
    first(rest(draft, said)).to_owned()
}

/// What of `draft` was not said yet.
fn rest<'a>(draft: &'a str, said: &str) -> &'a str {
    let mut left = draft.trim_start();
    for c in said.chars().filter(|c| !c.is_whitespace()) {
        match left.trim_start().strip_prefix(c) {
            Some(after) => left = after,
            None => return draft.trim(),
        }
    }
    left.trim()
}

/// Up to and with the mark that ends the first sentence, and what closes it.
fn first(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, next)| *next);
        let full_stop = c == '.' && after.is_none_or(char::is_whitespace);
        if c == '\n' {
            return text.get(..at).unwrap_or(text);
        }
        if full_stop || "。！？!?…".contains(c) {
            while chars.next_if(|(_, next)| "。！？!?…”’」』）)\"".contains(*next)).is_some() {}
            let end = chars.peek().map_or(text.len(), |(end, _)| *end);
            return text.get(..end).unwrap_or(text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_follow_one_another_to_the_end() {
        let draft = "明年不涨。学生票呢？“照旧！”\n3.5 元的票也不变……See p. 4. Thanks.";
        let mut said = String::new();
        let mut parts = Vec::new();
        loop {
            let part = next(draft, &said);
            if part.is_empty() {
                break;
            }
            said.push_str(&part);
            parts.push(part);
        }
        assert_eq!(parts, ["明年不涨。", "学生票呢？", "“照旧！”", "3.5 元的票也不变……", "See p.", "4.", "Thanks."]);
    }

    #[test]
    fn what_was_said_otherwise_offers_the_draft_from_its_beginning() {
        assert_eq!(next("明年不涨。后年再议。", "今年不涨。"), "明年不涨。");
        assert_eq!(next("  ", ""), "");
        assert_eq!(next("没有句号", ""), "没有句号");
    }
}
