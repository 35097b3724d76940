//! The outer layers of a UserSig: base64 with three characters mapped, around a zlib stream (rule book 6.1).

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};

use crate::fault::{Defect, Fault};

/// The longest signature text that is looked at, in bytes.
pub const MAX_TEXT_BYTES: usize = 8 * 1024;

/// The largest JSON document inside a signature, in bytes. No more is ever inflated.
pub const MAX_DOCUMENT_BYTES: usize = 16 * 1024;

/// Wraps a JSON document up as signature text.
pub fn seal(document: &[u8]) -> String {
    // Writing to a Vec cannot fail. If it did, the text would be empty and refused as that.
    let stream = deflate(document).unwrap_or_default();
    let replaced = |letter| match letter {
        '+' => '*',
        '/' => '-',
        '=' => '_',
        other => other,
    };
    STANDARD.encode(stream).chars().map(replaced).collect()
}

fn deflate(document: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(document)?;
    encoder.finish()
}

/// Unwraps signature text to the JSON document inside.
pub fn open(sig: &str) -> Result<Vec<u8>, Fault> {
    if sig.len() > MAX_TEXT_BYTES {
        return Err(Fault::Malformed(Defect::TextTooLong { bytes: sig.len() }));
    }
    inflate(&decode(sig)?)
}

/// Padding is required: without it a text that lost its last letters could still pass.
fn decode(sig: &str) -> Result<Vec<u8>, Fault> {
    let replaced = |letter| match letter {
        b'*' => b'+',
        b'-' => b'/',
        b'_' => b'=',
        other => other,
    };
    let base64: Vec<u8> = sig.bytes().map(replaced).collect();
    STANDARD.decode(&base64).map_err(|_| {
        if !base64.len().is_multiple_of(4) && is_start_of_base64(&base64) { Fault::Cut } else { Fault::Malformed(Defect::Base64) }
    })
}

fn is_start_of_base64(text: &[u8]) -> bool {
    let letters = text.strip_suffix(b"=").unwrap_or(text);
    let alphabet = alphabet::STANDARD.as_str().as_bytes();
    letters.iter().all(|letter| alphabet.contains(letter))
}

fn inflate(stream: &[u8]) -> Result<Vec<u8>, Fault> {
    // One byte more than allowed tells a full document from an oversized one.
    let mut document = vec![0; MAX_DOCUMENT_BYTES + 1];
    let mut decompress = Decompress::new(true);
    let status =
        decompress.decompress(stream, &mut document, FlushDecompress::Finish).map_err(|_| Fault::Malformed(Defect::Zlib))?;
    let size = usize::try_from(decompress.total_out()).unwrap_or(usize::MAX);
    if size > MAX_DOCUMENT_BYTES {
        return Err(Fault::Malformed(Defect::DocumentTooLarge));
    }
    if status != Status::StreamEnd {
        return Err(Fault::Cut);
    }
    if usize::try_from(decompress.total_in()) != Ok(stream.len()) {
        return Err(Fault::Malformed(Defect::TrailingBytes));
    }
    document.truncate(size);
    Ok(document)
}
