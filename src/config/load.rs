//! `wenzheng.toml` < `WENZHENG_*` < flags.

use super::settings::Config;
use anyhow::Context;
use std::path::Path;
use toml::{Table, Value};

const PREFIX: &str = "WENZHENG_";
/// Variables of our prefix that name no setting.
const NO_SETTINGS: [&str; 1] = ["WENZHENG_CONFIG"];
/// Read if it is there and no other file is named.
const FILE: &str = "wenzheng.toml";

/// The settings in force. `file` must exist if it is named; `wenzheng.toml` in the working
/// folder is read if it is there. `DOOR__BODY_BYTES` in `env` means `door.body_bytes`.
///
/// # Errors
/// Says which file, variable or setting is wrong.
pub fn load(file: Option<&Path>, env: impl Iterator<Item = (String, String)>, flags: Table) -> anyhow::Result<Config> {
    let mut table = read(file)?;
    let defaults = Table::try_from(Config::default())?;
    for (name, text) in env.filter(|(name, _)| name.starts_with(PREFIX) && !NO_SETTINGS.contains(&name.as_str())) {
        let path = name[PREFIX.len()..].to_lowercase();
        let keys: Vec<&str> = path.split("__").collect();
        let value =
            typed(&text, kind_of(&defaults, &keys)).with_context(|| format!("the variable {name} cannot be read"))?;
        put(&mut table, &keys, value).with_context(|| format!("the variable {name} fits no setting"))?;
    }
    merge(&mut table, flags);
    let config: Config = table.try_into().context("the settings do not fit")?;
    config.check()?;
    Ok(config)
}

fn read(file: Option<&Path>) -> anyhow::Result<Table> {
    let path = file.unwrap_or(Path::new(FILE));
    if file.is_none() && !path.exists() {
        return Ok(Table::new());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    text.parse().with_context(|| format!("{} is not TOML", path.display()))
}

fn kind_of<'a>(defaults: &'a Table, keys: &[&str]) -> Option<&'a Value> {
    let (last, above) = keys.split_last()?;
    let table = above.iter().try_fold(defaults, |table, key| table.get(*key)?.as_table())?;
    table.get(*last)
}

/// The text as what the default of this setting is; a list is separated by commas.
fn typed(text: &str, default: Option<&Value>) -> anyhow::Result<Value> {
    Ok(match default {
        Some(Value::Integer(_)) => Value::Integer(text.trim().parse()?),
        Some(Value::Boolean(_)) => Value::Boolean(text.trim().parse()?),
        Some(Value::Array(_)) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        _ => Value::String(text.to_owned()),
    })
}

fn put(table: &mut Table, keys: &[&str], value: Value) -> anyhow::Result<()> {
    let Some((first, rest)) = keys.split_first() else { return Ok(()) };
    if rest.is_empty() {
        table.insert((*first).to_owned(), value);
        return Ok(());
    }
    let inner = table.entry((*first).to_owned()).or_insert_with(|| Value::Table(Table::new()));
    put(inner.as_table_mut().context("it lies within a setting that is no table")?, rest, value)
}

fn merge(table: &mut Table, over: Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(over)) => merge(inner, over),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}
