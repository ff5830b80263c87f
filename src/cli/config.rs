//! `jiaokan.toml`: options that repeat. They become the defaults of the command line, so
//! that what is typed wins.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Command};
use toml::{Table, Value};

use super::failure::Failure;
use super::language::Language;
use super::nearest::nearest;
use crate::batch::{Error, shown};
use crate::words::{Words, words};

/// The file that is read where the program is started.
const NAME: &str = "jiaokan.toml";
/// Options of the command line alone.
const NOT_HERE: [&str; 3] = ["help", "version", "config"];

/// The options of a file.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) path: PathBuf,
    all: Table,
}

impl Config {
    /// The file that `--config` names, else the one of this folder, if there is one.
    pub(super) fn load(named: Option<&Path>) -> Result<Option<Self>, Failure> {
        let path = named.unwrap_or(Path::new(NAME));
        if named.is_none() && !path.is_file() {
            return Ok(None);
        }
        let path = path.to_path_buf();
        let failed = |source| Failure::Input(Error::Read { path: path.clone(), source });
        let text = fs::read_to_string(&path).map_err(failed)?;
        match text.parse::<Table>() {
            Ok(all) => Ok(Some(Self { path, all })),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
                let (path, problem) = (shown(path.as_os_str()), error.message().to_owned());
                Err(Failure::Config(words!(
                    en: "expected TOML in {path}, but found on line {line}: {problem}; mend that line",
                    zh: "{path} 第 {line} 行不符合 TOML 语法；请改正该行"
                )))
            }
        }
    }

    /// The language that it names.
    pub(super) fn language(&self) -> Option<Language> {
        match self.all.get("lang")?.as_str()? {
            "zh" => Some(Language::Zh),
            "en" => Some(Language::En),
            _ => None,
        }
    }

    /// The command line with these options as defaults.
    ///
    /// # Errors
    /// For a name that is no option, and a value of a kind that none takes.
    pub(super) fn defaults(&self, mut command: Command) -> Result<Command, Failure> {
        let commands: Vec<String> = command
            .get_subcommands()
            .filter(|inner| !inner.is_hide_set())
            .map(|inner| inner.get_name().to_owned())
            .collect();
        for (key, value) in &self.all {
            if let (Value::Table(own), true) = (value, commands.contains(key)) {
                for (name, value) in own {
                    let inner = command.find_subcommand(key);
                    let is_global = is_option(&command, name);
                    if !is_global && !inner.is_some_and(|inner| is_option(inner, name)) {
                        let known = inner.map(options).unwrap_or_default();
                        return Err(self.unknown(&format!("{key}.{name}"), name, known));
                    }
                    let values = self.values(&format!("{key}.{name}"), value)?;
                    command = match is_global {
                        true => set(command, name, &values),
                        false => command.mut_subcommand(key, |inner| set(inner, name, &values)),
                    };
                }
                continue;
            }
            let mut known = options(&command);
            let takers: Vec<&String> = commands
                .iter()
                .filter(|name| command.find_subcommand(name).is_some_and(|c| is_option(c, key)))
                .collect();
            let is_global = is_option(&command, key);
            if takers.is_empty() && !is_global {
                known.extend(command.get_subcommands().flat_map(options));
                known.extend(commands.iter().cloned());
                return Err(self.unknown(key, key, known));
            }
            let values = self.values(key, value)?;
            if is_global {
                command = set(command, key, &values);
            }
            for taker in takers {
                // What a command's own part says comes first.
                let own = self.all.get(taker).and_then(Value::as_table);
                if own.is_none_or(|own| !own.contains_key(key)) {
                    command = command.mut_subcommand(taker, |inner| set(inner, key, &values));
                }
            }
        }
        Ok(command)
    }

    /// A value as it would be typed, one text each.
    fn values(&self, key: &str, value: &Value) -> Result<Vec<OsString>, Failure> {
        let one = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Integer(number) => Some(number.to_string()),
            Value::Boolean(flag) => Some(flag.to_string()),
            _ => None,
        };
        let all: Option<Vec<String>> = match value {
            Value::Array(values) => values.iter().map(one).collect(),
            value => one(value).map(|value| vec![value]),
        };
        let path = shown(self.path.as_os_str());
        let wrong = words!(
            en: "expected a text, a whole number, true, false or a list of these for {key} in {path}, but found something else; mend it",
            zh: "{path} 中的 {key} 应为文字、整数、true、false 或它们的列表；请改正"
        );
        let all = all.ok_or(Failure::Config(wrong))?;
        Ok(all.into_iter().map(OsString::from).collect())
    }

    fn unknown(&self, key: &str, name: &str, mut known: Vec<String>) -> Failure {
        known.sort();
        known.dedup();
        let near = nearest(name, known.iter().map(String::as_str)).join(", ");
        let path = shown(self.path.as_os_str());
        let Words { en, zh } = match near.is_empty() {
            true => Words::default(),
            false => words!(en: "; did you mean {near}?", zh: "；是否想写 {near}？"),
        };
        Failure::Config(words!(
            en: "expected the long name of an option in {path}, but found {key}{en}",
            zh: "{path} 中的 {key} 不是任何命令的选项{zh}"
        ))
    }
}

/// Whether a name is that of an option that a file may give.
fn is_option(command: &Command, name: &str) -> bool {
    !NOT_HERE.contains(&name)
        && command.get_arguments().any(|argument| argument.get_long() == Some(name))
}

/// The long names of a command's options.
fn options(command: &Command) -> Vec<String> {
    let long = command.get_arguments().filter_map(clap::Arg::get_long);
    long.filter(|name| !NOT_HERE.contains(name)).map(str::to_owned).collect()
}

/// The command with another default for an option.
fn set(command: Command, name: &str, values: &[OsString]) -> Command {
    let found = command.get_arguments().find(|argument| argument.get_long() == Some(name));
    let Some(id) = found.map(|argument| argument.get_id().clone()) else {
        return command;
    };
    // A flag that is not wanted is as if it were not there.
    let off = values.iter().all(|value| value == "false");
    command.mut_arg(id, |argument| {
        let is_flag = matches!(argument.get_action(), ArgAction::SetTrue);
        match is_flag && off {
            true => argument,
            false => argument.default_values(values.to_vec()),
        }
    })
}
