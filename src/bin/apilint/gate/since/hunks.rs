//! The hunks of a unified diff of one file, without context: `@@ -12,2 +12 @@`.

use apilint::lint::Change;

/// What changed, in the order of the file. Lines that are no headers of hunks are text.
pub fn read(diff: &[u8]) -> Vec<Change> {
    let mut changes: Vec<Change> = diff.split(|byte| *byte == b'\n').filter_map(hunk).collect();
    changes.sort_unstable();
    changes
}

fn hunk(line: &[u8]) -> Option<Change> {
    // What was removed or added starts with a sign. The words after a header may be cut within a character.
    let header = String::from_utf8_lossy(line.strip_prefix(b"@@ -")?);
    let (ranges, _) = header.split_once(" @@")?;
    let (old, new) = ranges.split_once(" +")?;
    let ((_, before), (start, after)) = (range(old)?, range(new)?);
    Some(Change::new(before, start, after))
}

/// `12,2`, or `12` for one line.
fn range(text: &str) -> Option<(u32, u32)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_and_text_is_not() {
        let diff = b"diff --git a/a.yaml b/a.yaml\nindex 1..2 100644\n--- a/a.yaml\n+++ b/a.yaml\n\
            @@ -1 +1 @@\n-a\n+b\n@@ -3,2 +2,0 @@ info:\xc3\n-@@ -9 +9 @@\n-d\n@@ -8,0 +7,3 @@\n+e\n+f\n+@@ -9 +9 @@\n\
            \\ No newline at end of file\n";
        let expected = [Change::new(1, 1, 1), Change::new(2, 2, 0), Change::new(0, 7, 3)];
        assert_eq!(read(diff), expected);
    }

    #[test]
    fn what_is_no_diff_changes_nothing() {
        for text in
            ["", "@@ -1 +1", "@@ -a +b @@", "@@ -1,2,3 +4 @@", "@@ -1 +99999999999 @@", "fatal: x"]
        {
            assert_eq!(read(text.as_bytes()), [], "{text}");
        }
    }
}
