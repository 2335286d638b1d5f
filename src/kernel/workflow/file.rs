//! A workflow as a file that people edit: TOML, one table a stage.

use super::{FormField, Limit, Rights, Stage, Title, Workflow};
use std::fmt::Write;
use toml::Value;

/// A file in bytes: forty stages and all fields with what can be said of them fit.
const FILE_BYTES: usize = 256 * 1024;

/// Why a file is no workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong with it.
    pub kind: FileFaultKind,
    /// The word it is about; empty where nothing.
    pub with: String,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFaultKind {
    /// Larger than any workflow is.
    TooLarge,
    /// Not TOML at that line.
    Syntax,
    /// A name that no workflow has.
    UnknownField,
    /// Something must be said that is not.
    MissingField,
    /// A word that is none of those possible, such as a role.
    UnknownWord,
    /// A number where words belong, and the like.
    Shape,
}

impl FileFaultKind {
    /// All of them.
    pub const ALL: [FileFaultKind; 6] = {
        use FileFaultKind::{MissingField, Shape, Syntax, TooLarge, UnknownField, UnknownWord};
        [TooLarge, Syntax, UnknownField, MissingField, UnknownWord, Shape]
    };

    /// As word files name it (`workflow-file-…`).
    pub fn code(self) -> &'static str {
        match self {
            FileFaultKind::TooLarge => "too-large",
            FileFaultKind::Syntax => "syntax",
            FileFaultKind::UnknownField => "unknown-field",
            FileFaultKind::MissingField => "missing-field",
            FileFaultKind::UnknownWord => "unknown-word",
            FileFaultKind::Shape => "shape",
        }
    }
}

impl Workflow {
    /// Reads a file; whether the workflow can take effect is another question (`check`).
    ///
    /// # Errors
    /// `FileFault`, the first one.
    pub fn read(file: &str) -> Result<Workflow, FileFault> {
        if file.len() > FILE_BYTES {
            return Err(FileFault { line: 0, kind: FileFaultKind::TooLarge, with: FILE_BYTES.to_string() });
        }
        let file = file.trim_start_matches('\u{feff}');
        let line = |at: usize| file.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        toml::from_str(file).map_err(|error| {
            let (kind, with) = told(error.message());
            // what is missing altogether is missing at no line
            let span = error.span().filter(|span| kind != FileFaultKind::MissingField || span.start > 0);
            FileFault { line: span.map_or(0, |span| line(span.start)), kind, with }
        })
    }

    /// The file; reading it gives the same workflow again.
    pub fn written(&self) -> String {
        let mut file = format!("id = {}\nversion = {}\n", word(&self.id), self.version);
        file.extend(self.title.as_ref().map(|title| format!("title = {}\n", titled(title))));
        file.extend(self.promise.as_ref().map(|promise| format!("promise = {}\n", limited(promise))));
        if self.stages.is_empty() {
            file.push_str("stages = []\n");
        }
        for stage in &self.stages {
            stage.write(&mut file);
        }
        file
    }
}

impl Stage {
    fn write(&self, file: &mut String) {
        let next: Vec<String> = self.next.iter().map(|name| word(name)).collect();
        let (step, role, next) = (self.step.code(), self.role.code(), next.join(", "));
        let name = word(&self.name);
        // Writing to memory cannot fail.
        let _ = write!(file, "\n[[stages]]\nname = {name}\nstep = \"{step}\"\nrole = \"{role}\"\nnext = [{next}]\n");
        file.extend(self.title.as_ref().map(|title| format!("title = {}\n", titled(title))));
        file.extend(self.limit.as_ref().map(|limit| format!("limit = {}\n", limited(limit))));
        if self.rights != Rights::default() {
            let _ = writeln!(file, "rights = {}", allowed(&self.rights));
        }
        self.form.iter().for_each(|field| asked(file, field));
    }
}

fn asked(file: &mut String, field: &FormField) {
    let (name, title, kind) = (word(&field.name), titled(&field.title), field.kind.code());
    // Writing to memory cannot fail.
    let _ = write!(file, "\n[[stages.form]]\nname = {name}\ntitle = {title}\nkind = \"{kind}\"\n");
    file.push_str(if field.required { "required = true\n" } else { "" });
    file.push_str(if field.public { "public = true\n" } else { "" });
    let option = |(name, title): (String, String)| format!("    {{ name = {name}, title = {title} }},\n");
    let options = field.options.iter().map(|of| option((word(&of.name), titled(&of.title))));
    if !field.options.is_empty() {
        let _ = write!(file, "options = [\n{}]\n", options.collect::<String>());
    }
}

fn word(word: &str) -> String {
    Value::from(word).to_string()
}

fn table(members: Vec<String>) -> String {
    format!("{{ {} }}", members.join(", "))
}

fn titled(title: &Title) -> String {
    table(vec![format!("zh = {}", word(&title.zh)), format!("en = {}", word(&title.en))])
}

fn limited(limit: &Limit) -> String {
    let mut members = vec![format!("days = {}", limit.days)];
    members.extend(limit.urgent.map(|days| format!("urgent = {days}")));
    let kinds: Vec<String> = limit.kinds.iter().map(|(kind, days)| format!("{} = {days}", kind.code())).collect();
    members.extend((!kinds.is_empty()).then(|| format!("kinds = {}", table(kinds))));
    table(members)
}

fn allowed(rights: &Rights) -> String {
    let count = |name: &str, count: u16| (count > 0).then(|| format!("{name} = {count}"));
    let publish = rights.publish_by_default.then(|| "publish_by_default = true".to_owned());
    let members = [count("extend_days", rights.extend_days), count("approvals", rights.approvals), publish];
    table(members.into_iter().flatten().collect())
}

/// The parser speaks English; what it means can be told from how it begins.
fn told(message: &str) -> (FileFaultKind, String) {
    let quoted = message.split('`').nth(1).unwrap_or_default().to_owned();
    let begins = |beginning: &str| message.starts_with(beginning);
    match message {
        _ if begins("unknown field") => (FileFaultKind::UnknownField, quoted),
        _ if begins("missing field") => (FileFaultKind::MissingField, quoted),
        _ if begins("unknown variant") => (FileFaultKind::UnknownWord, quoted),
        _ if begins("invalid type") || begins("invalid value") => (FileFaultKind::Shape, String::new()),
        _ => (FileFaultKind::Syntax, String::new()),
    }
}
