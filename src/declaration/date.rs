//! Days of the calendar: read, compared, and counted from those that a clock gives. The clock itself is the caller's.

use std::fmt;

use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2026-02-01` (ISO 8601, the extended form); nothing where there is no such day.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = figures(parts.next(), 4)?.parse().ok()?;
        let month = figures(parts.next(), 2)?.parse().ok()?;
        let day = figures(parts.next(), 2)?.parse().ok()?;
        let is_day = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        (parts.next().is_none() && is_day).then_some(Self { year, month, day })
    }

    /// The day that is this many days after 1970-01-01.
    pub fn of_unix_days(days: u64) -> Self {
        let (mut year, mut left) = (1970, days);
        while left >= days_of_year(year) && year < u16::MAX {
            left -= days_of_year(year);
            year += 1;
        }
        let mut month = 1;
        while month < 12 && left >= u64::from(days_of(year, month)) {
            left -= u64::from(days_of(year, month));
            month += 1;
        }
        Self { year, month, day: (left as u8).min(30) + 1 }
    }

    /// Whether a day is more than 12 months after this one.
    pub fn is_a_year_before(self, other: Self) -> bool {
        (other.year, other.month, other.day) > (self.year + 1, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn figures(part: Option<&str>, length: usize) -> Option<&str> {
    part.filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_year(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_are_read_and_counted() {
        for (days, written) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_322, "2000-12-31"),
            (20_778, "2026-11-21"),
        ] {
            let date = Date::of_unix_days(days);
            assert_eq!(date.to_string(), written);
            assert_eq!(Date::read(written), Some(date));
        }
        for wrong in [
            "",
            "2026",
            "2026-2-1",
            "2026-02-29",
            "2026-13-01",
            "01-02-2026",
            "2026-02-01T00",
            "+026-02-01",
        ] {
            assert_eq!(Date::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_is_twelve_months() {
        let day = |text| Date::read(text).expect("a day");
        assert!(!day("2025-02-01").is_a_year_before(day("2026-02-01")));
        assert!(day("2025-02-01").is_a_year_before(day("2026-02-02")));
        assert!(!day("2027-02-01").is_a_year_before(day("2026-02-02")));
    }
}
