//! What reports call well in one place and not well in another.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::raw::Topic;
use crate::fold;
use crate::patterns::lint;

/// The topics, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Topics {
    ids: Vec<String>,
    nouns: AhoCorasick,
    /// The topic of each noun.
    topic_of: Vec<usize>,
    says: Vec<Says>,
}

/// What can be said of a topic.
#[derive(Debug)]
struct Says {
    words: AhoCorasick,
    /// How many of the words, from the first, call it well.
    good: usize,
}

impl Topics {
    pub(super) fn compile(raw: &[Topic]) -> Result<Self, String> {
        let automaton = |words: Vec<String>| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(words)
                .map_err(|e| e.to_string())
        };
        let (mut nouns, mut topic_of, mut says) = (Vec::new(), Vec::new(), Vec::new());
        for (index, topic) in raw.iter().enumerate() {
            nouns.extend(topic.nouns.iter().map(|noun| fold::key(noun)));
            topic_of.resize(nouns.len(), index);
            let words = topic.good.iter().chain(&topic.bad);
            says.push(Says {
                words: automaton(words.map(|word| fold::key(word)).collect())?,
                good: topic.good.len(),
            });
        }
        Ok(Topics {
            ids: raw.iter().map(|topic| topic.id.clone()).collect(),
            nouns: automaton(nouns)?,
            topic_of,
            says,
        })
    }

    /// The nouns of topics in a folded text: topic and place.
    pub(crate) fn nouns<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + 't {
        let found = self.nouns.find_iter(text);
        found.filter_map(|m| Some((*self.topic_of.get(m.pattern().as_usize())?, m.range())))
    }

    /// Whether what follows a topic's noun calls it well; `None` where it says
    /// neither.
    pub(crate) fn good(&self, topic: usize, after: &str) -> Option<bool> {
        let says = self.says.get(topic)?;
        let found = says.words.find_iter(after);
        let mut last: Option<(bool, usize)> = None;
        for word in found {
            let good = word.pattern().as_usize() < says.good;
            match last {
                // 科学合理: two words of praise in a row.
                Some((true, end)) if end == word.start() && good => {}
                Some(_) => break,
                None => {}
            }
            last = Some((good, word.end()));
        }
        let (good, end) = last?;
        // 合理的目标: the word describes something else.
        (!good || !followed(after, end)).then_some(good)
    }

    /// The name of a topic.
    pub(crate) fn id(&self, topic: usize) -> &str {
        self.ids.get(topic).map_or("", String::as_str)
    }

    pub(super) fn lint(&self, raw: &[Topic]) -> Vec<String> {
        let mut problems = lint::repeated_ids(self.ids.iter().map(String::as_str));
        for (index, topic) in raw.iter().enumerate() {
            let says = |text: &str| {
                let key = fold::key(text);
                let mut nouns = self.nouns(&key).filter(|(topic, _)| *topic == index);
                nouns.find_map(|(_, at)| self.good(index, key.get(at.end..)?))
            };
            let good = |text: &str| says(text) == Some(true);
            let bad = |text: &str| says(text) == Some(false);
            problems.extend(lint::check(&topic.id, &topic.examples, &[], good));
            problems.extend(lint::check(&topic.id, &topic.opposites, &[], bad));
            let neither = topic.rejects.iter().filter(|text| says(text).is_some());
            problems.extend(neither.map(|text| format!("{}: reject {text} matches", topic.id)));
        }
        problems
    }
}

/// Whether a word goes on to a noun: what follows is neither the end nor a joint.
fn followed(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let next = rest.chars().next();
    next.is_some_and(|c| c.is_alphanumeric())
}
