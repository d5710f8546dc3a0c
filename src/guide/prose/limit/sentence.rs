//! One sentence: the limits it states.

use std::ops::Range;

use super::super::needles::Needles;
use super::super::phrase::Line;
use super::super::token::{Kind, Token, in_letters, tokens};
use super::lexicon::{
    CALL_VOLUMES, CALLED, CEILINGS, CONSUMPTION, DATES, FLOWS, LIMITS, LINKS, MECHANISMS, MONTHS,
    NO_LIMIT, OTHER_LIMITS, PACES, QUALIFIERS, RATES, TRAFFIC, UNLIMITED, is_call, is_weak_call,
};
use super::pace::{Pace, Per, every, per, period_of_ceiling};
use super::{CallLimit, Scope, may_limit};

/// The tokens between « quota journalier » and its number: « par jeton est fixé à ».
const FAR: usize = 8;

/// The bytes between « appeler l'API » and « fois par seconde ».
const NEAR: usize = 60;

/// A month, in seconds: what is done so many times a month or a year is seldom a call.
const MONTH: u64 = 28 * 86_400;

/// A folded sentence and its tokens.
pub(super) struct Sentence<'l> {
    line: &'l str,
    tokens: Vec<Token<'l>>,
    /// Whether the line before asks or announces how many calls may be made: « Combien d'appels ? », « Quotas ».
    is_introduced: bool,
}

impl<'l> Sentence<'l> {
    /// A sentence and the one before.
    pub(super) fn new(line: &'l str, previous: &str) -> Self {
        let is_introduced = introduces(previous);
        // A line without a letter of interest is not even cut into tokens.
        let tokens = if is_introduced || may_limit(line) { tokens(line) } else { Vec::new() };
        Self { line, tokens, is_introduced }
    }

    pub(super) fn limits(&self) -> Vec<(CallLimit, Range<usize>)> {
        let mut limits = self.numbers();
        if self.is_announced() {
            // What will be limited one day is not yet, and to how much it is now is not told.
            limits.truncate(1);
            for (limit, _) in &mut limits {
                *limit = CallLimit::Mechanism;
            }
        }
        if self.tokens.is_empty() || !limits.is_empty() {
            return limits;
        }
        if let Some(range) = self.unlimited() {
            limits.push((CallLimit::Unlimited, range));
        } else if let Some(range) = self.mechanism() {
            limits.push((CallLimit::Mechanism, range));
        }
        limits
    }

    fn numbers(&self) -> Vec<(CallLimit, Range<usize>)> {
        let mut found = Vec::new();
        let mut next = 0;
        for index in 0..self.tokens.len() {
            if index < next {
                continue;
            }
            let read = self
                .count_first(index)
                .or_else(|| self.bare_number(index))
                .or_else(|| self.pace_first(index));
            if let Some((amount, pace, first)) = read
                && let Some(period_s) = pace.period_s
                && amount > 0
                && period_s > 0
            {
                let scope = pace.scope.or_else(|| self.scope_around(first, pace.end));
                let range = self.tokens[first].range.start..self.tokens[pace.end - 1].range.end;
                found.push((CallLimit::Number { amount, period_s, scope }, range));
                next = pace.end;
            }
        }
        found
    }

    /// « 50 appels par seconde », `100 API calls per minute`, `10 rps`.
    fn count_first(&self, noun: usize) -> Option<(u64, Pace, usize)> {
        let word = self.tokens[noun].word()?;
        let sign = |index: usize, sign: u8| {
            self.tokens.get(index).is_some_and(|token| token.kind == Kind::Sign(sign))
        };
        let period_s = match word {
            "rps" | "qps" | "tps" => Some(1),
            "rpm" | "qpm" => Some(60),
            "r" if sign(noun + 1, b'/') => None,
            _ if is_call(word) || (is_weak_call(word) && self.limits_something()) => None,
            // « l'appeler jusqu'à 50 fois par seconde »
            "fois" | "times" if self.limits_something() && self.calls_before(noun) => None,
            _ => return None,
        };
        let (amount, first) = self.amount_before(noun)?;
        if self.measures(first) {
            return None;
        }
        let mut pace = Pace::read(&self.tokens, noun + 1);
        if period_s.is_some() {
            pace = Pace { period_s, end: noun + 1, scope: None };
        }
        if pace.period_s.is_none() {
            // `1000 daily requests`
            let between = self.tokens[first..noun].iter().find_map(|token| every(token.word()?));
            pace.period_s = between.or_else(|| self.ceiling_before(first));
            pace.end = pace.end.max(noun + 1);
        }
        let is_bare = matches!(word, "fois" | "times");
        (!is_bare || pace.period_s.is_some_and(|period_s| period_s < MONTH))
            .then_some((amount, pace, first))
    }

    /// « le quota journalier est de… », `daily limit:`: the period of a ceiling, just before its number.
    fn ceiling_before(&self, first: usize) -> Option<u64> {
        let near = first.saturating_sub(FAR)..first;
        let is_ceiling = |at: usize| {
            let word = self.tokens.get(at).and_then(Token::word);
            word.is_some_and(|word| CEILINGS.contains(&word))
        };
        near.rev().find_map(|at| {
            let period = period_of_ceiling(self.tokens[at].word()?)?;
            (at.checked_sub(1).is_some_and(is_ceiling) || is_ceiling(at + 1)).then_some(period)
        })
    }

    /// « limité à 1000 par minute », `rate limit: 100/min`: the calls are named before.
    fn bare_number(&self, index: usize) -> Option<(u64, Pace, usize)> {
        let after_to =
            |at: usize| self.tokens[at].word().is_some_and(|word| matches!(word, "a" | "to"));
        let amount = match self.tokens[index].kind {
            Kind::Number(amount) => amount,
            // « limiter vos appels à un toutes les dix secondes »
            Kind::Word(word) if index.checked_sub(1).is_some_and(after_to) => in_letters(word)?,
            Kind::Word(_) | Kind::Decimal | Kind::Sign(_) => return None,
        };
        let pace = Pace::read(&self.tokens, index + 1);
        let period_s = pace.period_s?;
        let before = &self.line[..self.tokens[index].range.start];
        let counts = |word| is_call(word) || is_weak_call(word);
        let named = self.tokens[..index].iter().any(|token| token.word().is_some_and(counts))
            && LIMITS.occur_in(before);
        let named = named
            || RATES.occur_in(before)
            || (self.is_introduced && index < 3 && period_s < MONTH && self.ends_at(pace.end));
        (named && !self.measures(index)).then_some((amount, pace, index))
    }

    /// « nombre d'appels par minute : 60 », `requests per second is limited to 10`.
    fn pace_first(&self, noun: usize) -> Option<(u64, Pace, usize)> {
        self.tokens[noun].word().filter(|word| is_call(word))?;
        let pace = Pace::read(&self.tokens, noun + 1);
        pace.period_s?;
        let links = self.tokens[pace.end..].iter().take_while(|token| match token.kind {
            Kind::Word(word) => LINKS.contains(&word),
            Kind::Sign(sign) => matches!(sign, b':' | b'=' | b'\'' | b'('),
            Kind::Number(_) | Kind::Decimal => false,
        });
        let at = pace.end + links.count();
        let Kind::Number(amount) = self.tokens.get(at).filter(|_| at > pace.end)?.kind else {
            return None;
        };
        let counts_else = self
            .tokens
            .get(at + 1)
            .and_then(Token::word)
            .is_some_and(|word| !is_call(word) && word != "max");
        (!counts_else && !self.measures(noun)).then_some((
            amount,
            Pace { end: at + 1, ..pace },
            noun,
        ))
    }

    /// The number before a noun, and the first token of its expression: « de 5 à 20 appels » gives 20 from « de ».
    fn amount_before(&self, noun: usize) -> Option<(u64, usize)> {
        let mut at = noun.checked_sub(1)?;
        let qualifies = |token: &Token| {
            token.kind == Kind::Sign(b'\'')
                || token.word().is_some_and(|word| QUALIFIERS.contains(&word))
        };
        while at > 0 && qualifies(&self.tokens[at]) {
            at -= 1;
        }
        let amount = match self.tokens[at].kind {
            Kind::Number(amount) => amount,
            // « un appel par jour suffit » is no limit: a number in letters needs a word that limits.
            Kind::Word(word) if self.limits_something() => in_letters(word)?,
            Kind::Word(_) | Kind::Decimal | Kind::Sign(_) => return None,
        };
        let low = at.checked_sub(2).filter(|low| matches!(self.tokens[*low].kind, Kind::Number(_)));
        let joined = at > 0
            && match self.tokens[at - 1].kind {
                Kind::Word(word) => ["a", "et", "and", "to"].contains(&word),
                Kind::Sign(sign) => sign == b'-',
                Kind::Number(_) | Kind::Decimal => false,
            };
        let first = low.filter(|_| joined).map_or(at, |low| {
            let opens = |word: &str| ["de", "entre", "between", "from"].contains(&word);
            low - usize::from(low > 0 && self.tokens[low - 1].word().is_some_and(opens))
        });
        Some((amount, first))
    }

    /// « le quota par partenaire est fixé à… »: the scope said elsewhere in the sentence, close to the number.
    fn scope_around(&self, first: usize, end: usize) -> Option<Scope> {
        let near = |index: &usize| {
            let token = &self.tokens[*index].range;
            token.start + 80 >= self.tokens[first].range.start
                && token.end <= self.tokens[end - 1].range.end + 40
        };
        (0..self.tokens.len()).filter(near).find_map(|index| match per(&self.tokens, index)? {
            (Per::Scope(scope), _) => Some(scope),
            (Per::Period(_), _) => None,
        })
    }

    /// Whether the number that starts here tells measured or expected traffic rather than a limit.
    fn measures(&self, first: usize) -> bool {
        let words = |from: usize| {
            self.tokens[from..first].iter().filter_map(Token::word).collect::<Vec<_>>()
        };
        let over = match words(first.saturating_sub(3)).as_slice() {
            [.., "pas", "plus", "de" | "d"] => false,
            [.., "plus", "de" | "d"]
            | [.., "more", "than"]
            | [.., "over" | "environ" | "about" | "around"] => true,
            _ => false,
        };
        (over || TRAFFIC.occur_in(self.line)) && !self.limits_something()
    }

    /// « À partir de 2027, le nombre d'appels sera limité à… »
    fn is_announced(&self) -> bool {
        let word = |at: usize| self.tokens.get(at).and_then(Token::word).unwrap_or("");
        let will = (0..self.tokens.len()).any(|at| {
            matches!(word(at), "sera" | "seront" | "passera" | "passeront")
                || (word(at) == "will" && word(at + 1) == "be")
        });
        let is_year = |token: &Token| matches!(token.kind, Kind::Number(year) if (2000..2100).contains(&year));
        let date = |token: &Token| {
            is_year(token) || token.word().is_some_and(|word| MONTHS.contains(&word))
        };
        will && (0..self.tokens.len()).any(|at| {
            let opens = DATES.contains(&word(at));
            opens && self.tokens.iter().skip(at + 1).take(4).any(date)
        })
    }

    /// « un quota de 10 fichiers par jour »: of something else than calls.
    fn is_of_else(&self, quota: usize) -> bool {
        let after = self.tokens.iter().position(|token| token.range.end > quota).unwrap_or(0);
        let mut rest = self.tokens[after..].iter().take(FAR);
        if !rest.any(|token| matches!(token.kind, Kind::Number(_))) {
            return false;
        }
        let counted =
            rest.find_map(|token| token.word().filter(|word| !matches!(*word, "de" | "d")));
        counted.is_some_and(|word| {
            !is_call(word)
                && !is_weak_call(word)
                && !LINKS.contains(&word)
                && !PACES.contains(&word)
                && !QUALIFIERS.contains(&word)
        })
    }

    /// Whether the clause ends here, or goes on with a scope: not « 2 par an sont révisés ».
    fn ends_at(&self, at: usize) -> bool {
        let word = self.tokens.get(at).and_then(Token::word);
        word.is_none_or(|word| PACES.contains(&word) || QUALIFIERS.contains(&word) || word == "au")
    }

    /// « appeler l'API jusqu'à 50 fois »: whether what is done so many times is to call the API.
    fn calls_before(&self, noun: usize) -> bool {
        let noun = self.tokens[noun].range.start;
        let start = noun.saturating_sub(2 * NEAR);
        let before = &self.line[start..noun];
        let line = Line::new(before);
        CALLED.iter().flat_map(|phrase| line.find_all(phrase)).any(|called| {
            before.len() - called.end <= NEAR && !before[called.end..].contains([';', ':'])
        })
    }

    /// Whether the sentence counts calls, or names the status of too many.
    fn counts_calls(&self) -> bool {
        self.tokens.iter().any(|token| match token.kind {
            Kind::Word(word) => is_call(word),
            Kind::Number(number) => number == 429,
            Kind::Decimal | Kind::Sign(_) => false,
        })
    }

    fn limits_something(&self) -> bool {
        LIMITS.occur_in(self.line)
    }

    fn unlimited(&self) -> Option<Range<usize>> {
        let whole = self.line.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
        if ["illimite", "illimitee", "illimites", "unlimited", "non limite", "sans limite"]
            .contains(&whole)
        {
            let start = self.line.find(whole)?;
            return Some(start..start + whole.len());
        }
        if let Some(range) = first(&NO_LIMIT, self.line) {
            return Some(range);
        }
        let range = first(&UNLIMITED, self.line)?;
        let before = &self.line[range.start.saturating_sub(90)..range.start];
        let after = &self.line[range.end..(range.end + 50).min(self.line.len())];
        let denied =
            ["pas ", "not ", "n'est ni "].iter().any(|negation| before.ends_with(negation));
        let around = |words: &Needles| words.occur_in(before) || words.occur_in(after);
        let (of_calls, of_else) = (around(&CALL_VOLUMES), around(&OTHER_LIMITS));
        (of_calls && !of_else && !denied).then_some(range)
    }

    fn mechanism(&self) -> Option<Range<usize>> {
        let sure = first(&MECHANISMS, self.line)
            .or_else(|| first(&FLOWS, self.line).filter(|_| self.counts_calls()));
        sure.or_else(|| {
            // Quotas of fish or of carbon are no call limits: the sentence must speak of calls or of access.
            let range = find(self.line, "quota")?;
            let is_of_calls = CONSUMPTION.occur_in(self.line) && !self.is_of_else(range.start);
            is_of_calls.then_some(range)
        })
    }
}

/// « Combien d'appels ? », « Quotas »: what follows may be a number alone.
fn introduces(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > 60 || line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let asks =
        line.ends_with('?') && tokens(line).iter().any(|token| token.word().is_some_and(is_call));
    asks || (line.len() <= 30
        && (RATES.occur_in(line) || MECHANISMS.occur_in(line) || FLOWS.occur_in(line)))
}

/// Where the first of these words stands, in their order.
fn first(words: &Needles, line: &str) -> Option<Range<usize>> {
    words.occur_in(line).then(|| words.words.iter().find_map(|words| find(line, words)))?
}

fn find(line: &str, words: &str) -> Option<Range<usize>> {
    line.find(words).map(|start| start..start + words.len())
}
