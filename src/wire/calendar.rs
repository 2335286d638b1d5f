//! iCalendar (RFC 5545), as far as sessions need it. A crate for all of the format would bring a second library
//! for time along.

use crate::kernel::id::Millis;

/// Longest line in octets, without its end.
const LINE: usize = 75;

/// A session for people's own calendars.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The same whatever changes, so that a calendar keeps one entry of it.
    pub uid: &'a str,
    /// Never falls: a calendar keeps the entry with the highest.
    pub sequence: u32,
    /// When this was written, in UTC ms.
    pub written_at: Millis,
    /// Beginning, in UTC ms.
    pub starts_at: Millis,
    /// End, in UTC ms.
    pub ends_at: Millis,
    /// Title.
    pub summary: &'a str,
    /// What else to know, in lines.
    pub description: &'a str,
    /// Where it takes place.
    pub address: &'a str,
    /// Called off.
    pub cancelled: bool,
}

impl Entry<'_> {
    /// A file with nothing else.
    pub fn file(&self) -> String {
        calendar(None, std::slice::from_ref(self))
    }

    fn put(&self, file: &mut String) {
        let mut put = |line: &str| fold(file, line);
        put("BEGIN:VEVENT");
        put(&format!("UID:{}", escaped(self.uid)));
        put(&format!("DTSTAMP:{}", moment(self.written_at)));
        put(&format!("SEQUENCE:{}", self.sequence));
        put(&format!("DTSTART:{}", moment(self.starts_at)));
        put(&format!("DTEND:{}", moment(self.ends_at)));
        put(&format!("SUMMARY:{}", escaped(self.summary)));
        put(&format!("DESCRIPTION:{}", escaped(self.description)));
        put(&format!("LOCATION:{}", escaped(self.address)));
        put(&format!("URL:{}", self.address));
        put(if self.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        put("END:VEVENT");
    }
}

/// A file of these sessions, under a name that calendars show.
pub fn calendar(name: Option<&str>, entries: &[Entry<'_>]) -> String {
    let mut file = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wenzheng//Wenzheng//EN", "METHOD:PUBLISH"] {
        fold(&mut file, line);
    }
    if let Some(name) = name {
        fold(&mut file, &format!("X-WR-CALNAME:{}", escaped(name)));
    }
    entries.iter().for_each(|entry| entry.put(&mut file));
    fold(&mut file, "END:VCALENDAR");
    file
}

/// `20261123T013000Z`.
fn moment(ms: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: nothing in it ends the line or the value.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Writes a line in pieces of at most `LINE` octets, never within a character.
fn fold(file: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(c);
        used += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str) -> String {
        let (starts_at, ends_at, address) = (1_795_397_400_000, 1_795_402_800_000, "https://a.example/r/482913");
        let (uid, written_at) = ("0199", 1_795_000_000_999);
        let entry = Entry {
            uid,
            sequence: 7,
            written_at,
            starts_at,
            ends_at,
            summary,
            description: "一,\n二",
            address,
            cancelled: false,
        };
        entry.file()
    }

    /// Undoes folding and escaping as RFC 5545 (3.1, 3.3.11) has it.
    fn read(file: &str, name: &str) -> Option<String> {
        let whole = file.replace("\r\n ", "");
        let value = whole.split("\r\n").find_map(|line| line.strip_prefix(name))?;
        let (mut chars, mut text) = (value.chars(), String::new());
        while let Some(c) = chars.next() {
            text.push(match c {
                '\\' => match chars.next()? {
                    'n' | 'N' => '\n',
                    c => c,
                },
                c => c,
            });
        }
        Some(text)
    }

    #[test]
    fn what_people_wrote_comes_back_and_breaks_nothing() {
        for summary in [
            "公交线路调整",
            "a;b,c\\n\\",
            "结束\nEND:VEVENT\nBEGIN:VEVENT",
            &"公交线路调整影响上下班换乘的乘客很多，😀".repeat(20),
            &"x".repeat(300),
        ] {
            let file = entry(summary);
            assert_eq!(read(&file, "SUMMARY:").as_deref(), Some(summary));
            assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
            assert_eq!(file.split("\r\n").filter(|line| *line == "END:VEVENT").count(), 1);
            assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        }
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(read(&entry("一\r二\u{7}三\t"), "SUMMARY:").as_deref(), Some("一二三"));
    }

    #[test]
    fn times_are_utc() {
        let file = entry("a");
        assert_eq!(read(&file, "DTSTART:").as_deref(), Some("20261123T013000Z"));
        assert_eq!(read(&file, "DTSTAMP:").map(|stamp| stamp.len()), Some(16));
    }
}
