//! What the dialects ask of JSON alike.

/// Highest number that every JSON reader keeps exact: 2^53 - 1.
pub(crate) const EXACT: u64 = (1 << 53) - 1;

/// Whether a text is nested deeper than this, as far as brackets outside of strings tell.
pub(crate) fn is_deeper(text: &[u8], most: usize) -> bool {
    // Few texts have so many brackets at all that the exact count is needed.
    if text.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() <= most {
        return false;
    }
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0, false, false);
    for byte in text {
        if in_string {
            (in_string, escaped) = (escaped || *byte != b'"', !escaped && *byte == b'\\');
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest > most
}
