//! Lines of TypeScript.

/// Widest line of a comment.
const WIDTH: usize = 120;

/// A documentation comment, wrapped.
pub(super) fn comment(out: &mut String, indent: &str, paragraphs: &[&str]) {
    let words = paragraphs.iter().flat_map(|paragraph| paragraph.split_whitespace());
    let room = WIDTH.saturating_sub(indent.len() + 3);
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    match lines.as_slice() {
        [line] if line.chars().count() + 7 <= room => line_of(out, indent, &format!("/** {line} */")),
        lines => {
            line_of(out, indent, "/**");
            for line in lines {
                line_of(out, indent, &format!(" * {line}"));
            }
            line_of(out, indent, " */");
        }
    }
}

/// One line.
pub(super) fn line_of(out: &mut String, indent: &str, line: &str) {
    out.push_str(indent);
    out.push_str(line);
    out.push('\n');
}
