//! Help in one language. The text of a command, an option or a value stands where it is
//! defined, in English and behind it in Chinese: `Reports to read（要读取的报告）`.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory, ValueHint};

use super::language::Language;
use super::messages::help as words;

/// The id of what `help` explains.
const TOPIC: &str = "topic";

/// Where help and version stand among the options: behind those of all commands.
const LAST: usize = super::BEHIND + 1;

/// The command line with its help in one language.
pub(super) fn command(language: Language) -> Command {
    let command = super::Arguments::command();
    let name = command.get_name().to_owned();
    in_language(command, &name, language)
}

/// The help of the command that `jiaokan help …` names; `None` if the line is no such line.
pub(super) fn asked(matches: &clap::ArgMatches, language: Language) -> Option<String> {
    let ("help", topic) = matches.subcommand()? else {
        return None;
    };
    let mut command = command(language);
    command.build();
    let mut found = &mut command;
    for name in topic.get_many::<String>(TOPIC).into_iter().flatten() {
        if found.find_subcommand(name).is_none() {
            break;
        }
        found = found.find_subcommand_mut(name)?;
    }
    Some(found.render_long_help().to_string())
}

/// `path`: how the command is called, as `jiaokan patterns check`.
fn in_language(command: Command, path: &str, language: Language) -> Command {
    let about = command.get_about().map(|text| of(text, language));
    let long = command.get_long_about().map(|text| of(text, language));
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let inner: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command;
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    for id in arguments {
        command = command.mut_arg(id, |argument| argument_in(argument, language));
    }
    for name in &inner {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |inner| in_language(inner, &path, language));
    }
    match language {
        Language::Zh => in_chinese(command, path, !inner.is_empty()),
        Language::En => command,
    }
}

/// What the library says in English alone, said anew.
fn in_chinese(command: Command, path: &str, has_commands: bool) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .display_order(LAST)
        .help_heading(words::OPTIONS)
        .help(words::PRINT_HELP);
    let has_version = command.get_version().is_some();
    let mut command = command
        .disable_help_flag(true)
        .arg(help)
        .subcommand_help_heading(words::COMMANDS)
        .subcommand_value_name(words::COMMAND);
    if has_version {
        let version = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .display_order(LAST + 1)
            .help_heading(words::OPTIONS)
            .help(words::PRINT_VERSION);
        command = command.disable_version_flag(true).arg(version);
    }
    if has_commands {
        let topic = Arg::new(TOPIC)
            .value_name(words::COMMAND)
            .num_args(0..)
            .value_hint(ValueHint::CommandName)
            .help_heading(words::ARGUMENTS)
            .help(words::TOPIC);
        let help = Command::new("help").about(words::PRINT_HELP_OF).arg(topic);
        let help = in_chinese(help, &format!("{path} help"), false);
        command = command.disable_help_subcommand(true).subcommand(help);
    }
    let has_arguments = command.get_positionals().any(|argument| !argument.is_hide_set());
    command = command.help_template(words::template(has_commands, has_arguments));
    let usage = command.clone().bin_name(path.to_owned()).render_usage().to_string();
    command.override_usage(words::usage(&usage))
}

fn argument_in(argument: Arg, language: Language) -> Arg {
    let short = argument.get_help().map(|text| of(text, language));
    let long = argument.get_long_help().map(|text| of(text, language));
    let mut argument = argument;
    let values: Vec<(String, Option<String>)> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| {
            let help = value.get_help().map(|text| of(text, language));
            (value.get_name().to_owned(), help)
        })
        .collect();
    if language == Language::En {
        if let Some(short) = short {
            argument = argument.help(short);
        }
        let in_both = argument.get_possible_values().iter().any(|value| {
            value
                .get_help()
                .is_some_and(|help| half(&help.to_string(), language) != help.to_string())
        });
        // The library would list the values with the texts of both languages.
        if in_both {
            let short = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let mut text = long.unwrap_or_else(|| short.clone());
            let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
            let help = format!("{short} [possible values: {}]", names.join(", "));
            text.push_str("\n\nPossible values:");
            for (name, help) in &values {
                text.push_str(&format!("\n- {name}: {}", help.as_deref().unwrap_or_default()));
            }
            return argument.help(help).long_help(text).hide_possible_values(true);
        }
        if let Some(long) = long {
            argument = argument.long_help(long);
        }
        return argument;
    }
    let takes_value = argument.get_action().takes_values();
    let mut more = String::new();
    if takes_value && !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
        more.push_str(&words::possible(&names));
    }
    let defaults: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if takes_value && !defaults.is_empty() {
        more.push_str(&words::default(&defaults));
    }
    if let Some(variable) = argument.get_env() {
        more.push_str(&words::variable(&variable.to_string_lossy()));
    }
    let heading = if argument.is_positional() { words::ARGUMENTS } else { words::OPTIONS };
    let short = short.unwrap_or_default();
    let mut text = long.unwrap_or_else(|| short.clone());
    text.push_str(&more);
    for (name, help) in &values {
        if let Some(help) = help.as_ref().filter(|_| takes_value) {
            text.push_str(&format!("\n- {name}：{help}"));
        }
    }
    let argument = argument.help(format!("{short}{more}")).long_help(text).help_heading(heading);
    match takes_value {
        true => argument.hide_possible_values(true).hide_default_value(true).hide_env(true),
        false => argument,
    }
}

/// The half of a text that is in one language.
fn of(text: &StyledStr, language: Language) -> String {
    half(&text.to_string(), language)
}

/// `English（中文）` in one language; a text without a Chinese half is the same in both.
fn half(text: &str, language: Language) -> String {
    let Some((english, rest)) = text.split_once('（') else {
        return text.to_owned();
    };
    let Some((chinese, after)) = rest.rsplit_once('）') else {
        return text.to_owned();
    };
    match language {
        Language::Zh => joined(chinese),
        Language::En => format!("{}{after}", english.trim_end()),
    }
}

/// Chinese text of several lines on one: no space between two Chinese characters.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if latin(joined.chars().last()) || latin(word.chars().next()) && !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_half() {
        let text = "Folder for the results（输出目录（新建或空））[default: x]";
        assert_eq!(half(text, Language::En), "Folder for the results[default: x]");
        assert_eq!(half(text, Language::Zh), "输出目录（新建或空）");
        assert_eq!(half("DIR", Language::Zh), "DIR");
        assert_eq!(half("x（甲，\n乙 PDF 丙）", Language::Zh), "甲，乙 PDF 丙");
    }

    /// Every command, option and value is said in Chinese, and no English is left there.
    #[test]
    fn help_is_whole_in_both_languages() {
        let mut wrong = Vec::new();
        for language in [Language::Zh, Language::En] {
            let mut command = command(language);
            command.build();
            look(&command, language, &mut wrong);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn look(command: &Command, language: Language, wrong: &mut Vec<String>) {
        let is_chinese = |text: &str| text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let check = |wrong: &mut Vec<String>, what: &str, text: String| {
            let right = is_chinese(&text) == (language == Language::Zh);
            if !right || text.contains('（') && language == Language::En {
                wrong.push(format!("{} {what}: {text:?}", command.get_name()));
            }
        };
        if command.get_name() == "help" && language == Language::En {
            return;
        }
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        check(wrong, "about", about);
        for argument in command.get_arguments() {
            if argument.is_hide_set() {
                continue;
            }
            let help = argument.get_long_help().or(argument.get_help());
            let help = help.map(ToString::to_string).unwrap_or_default();
            check(wrong, argument.get_id().as_str(), help);
            // The library shows the texts of the values, unless they stand in the help.
            let shown = !argument.is_hide_possible_values_set();
            for value in argument.get_possible_values().iter().filter(|_| shown) {
                let text = value.get_help().map(ToString::to_string).unwrap_or_default();
                if text.contains('（') {
                    wrong.push(format!("{} {}: {text:?}", command.get_name(), argument.get_id()));
                }
            }
        }
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            look(inner, language, wrong);
        }
    }
}
