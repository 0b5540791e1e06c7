//! Bytes as text in documents: base64 of RFC 4648, section 4, with padding. Pure.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three = (0..3).map(|index| chunk.get(index).copied().unwrap_or_default());
        let bits = three.fold(0, |bits, byte| (bits << 8) | u32::from(byte));
        for index in 0..4 {
            let digit = ((bits >> (18 - 6 * index)) & 63) as usize;
            let digit = DIGITS.get(digit).copied().unwrap_or_default();
            // Each digit past the last byte is padding.
            text.push(if index > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}

/// Text as bytes; nothing when it is not what [`encode`] writes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let digits = chunk.iter().take_while(|byte| **byte != b'=').count();
        let mut bits = 0_u32;
        for byte in chunk.iter().take(digits) {
            let digit = DIGITS.iter().position(|digit| digit == byte)?;
            bits = (bits << 6) | u32::try_from(digit).ok()?;
        }
        if chunk.len() != 4 || digits < 2 {
            return None;
        }
        let [_, first, second, third] = (bits << (6 * (4 - digits))).to_be_bytes();
        bytes.extend([first, second, third].iter().take(digits - 1));
    }
    // One text for the same bytes: padding in its place, no bit left over.
    (encode(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn the_test_vectors_of_the_standard_hold() {
        let rows = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in rows {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&all)).unwrap(), all);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm9v\n", "Zm9-", "====", "=g==", "Z===",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
