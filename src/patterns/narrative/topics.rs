//! What reports call well in one place and not well in another.

use super::raw::Topic;
use crate::fold;
use crate::patterns::lexicon::Lexicon;
use crate::patterns::lint;
use crate::words::{Words, words};

/// The topics, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Topics {
    topics: Vec<Topic>,
    /// With the topic of each.
    pub(crate) nouns: Lexicon<usize>,
    /// What can be said of each topic, and whether it calls it well.
    says: Vec<Lexicon<bool>>,
}

impl Topics {
    pub(super) fn new(topics: Vec<Topic>) -> Self {
        let all = topics.iter().enumerate();
        let nouns = all.flat_map(|(index, t)| t.nouns.iter().map(move |noun| (noun, index)));
        let says = topics.iter().map(|topic| {
            let good = topic.good.iter().map(|word| (word, true));
            Lexicon::folded(good.chain(topic.bad.iter().map(|word| (word, false))))
        });
        Topics { nouns: Lexicon::folded(nouns), says: says.collect(), topics }
    }

    /// The nouns of topics in a folded text: topic and place.
    pub(crate) fn nouns<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + 't {
        self.nouns.all(text).map(|found| (*found.meaning, found.range()))
    }

    /// Whether what follows a topic's noun calls it well; `None` where it says
    /// neither.
    pub(crate) fn good(&self, topic: usize, after: &str) -> Option<bool> {
        let says = self.says.get(topic)?;
        let mut last: Option<(bool, usize)> = None;
        for word in says.all(after) {
            let good = *word.meaning;
            match last {
                // 科学合理: two words of praise in a row.
                Some((true, end)) if end == word.from && good => {}
                Some(_) => break,
                None => {}
            }
            last = Some((good, word.to));
        }
        let (good, end) = last?;
        // 合理的目标: the word describes something else.
        (!good || !followed(after, end)).then_some(good)
    }

    /// The name of a topic.
    pub(crate) fn id(&self, topic: usize) -> &str {
        self.topics.get(topic).map_or("", |topic| topic.id.as_str())
    }

    pub(super) fn lint(&self) -> Vec<Words> {
        let mut problems = lint::repeated_ids(self.topics.iter().map(|topic| topic.id.as_str()));
        for (index, topic) in self.topics.iter().enumerate() {
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
            problems.extend(neither.map(|text| {
                words!(en: "{}: reject {text} matches", zh: "{}：反例“{text}”却相符", topic.id)
            }));
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
