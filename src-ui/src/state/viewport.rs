//! The rows of a list of equal rows that are on the screen.

use std::ops::Range;

/// Rows kept ready above and below what is seen.
const SPARE: usize = 6;

/// The rows of one step of the view, so that scrolling by a pixel changes nothing.
const STEP: usize = 4;

/// The rows to have in the page. `top`: pixels scrolled past the first row; `pitch`: pixels from row to row.
pub(crate) fn rows_in_view(top: f64, height: f64, pitch: f64, total: usize) -> Range<usize> {
    if pitch <= 0.0 || total == 0 {
        return 0..0;
    }
    // Saturating casts: a negative or huge offset ends at the list's end.
    let first = (top.max(0.0) / pitch) as usize;
    let seen = (height / pitch).ceil() as usize + 1;
    let start = first.min(total.saturating_sub(1)).saturating_sub(SPARE) / STEP * STEP;
    let end = (first + seen + SPARE).div_ceil(STEP) * STEP;
    start..end.min(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_what_is_seen_and_a_few_more() {
        let rows = rows_in_view(8_100.0, 600.0, 81.0, 100_000);
        assert!(rows.contains(&100) && rows.contains(&108));
        assert!(rows.len() < 30);
    }

    #[test]
    fn a_small_scroll_changes_nothing() {
        assert_eq!(rows_in_view(810.0, 600.0, 81.0, 500), rows_in_view(812.0, 600.0, 81.0, 500));
    }

    #[test]
    fn the_ends_are_kept() {
        assert_eq!(rows_in_view(-50.0, 600.0, 81.0, 3), 0..3);
        assert_eq!(rows_in_view(9e9, 600.0, 81.0, 50).end, 50);
        assert_eq!(rows_in_view(0.0, 600.0, 81.0, 0), 0..0);
    }
}
