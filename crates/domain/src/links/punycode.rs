//! Hosts in ASCII (RFC 3492): the form that name servers use, and that reveals letters which only look like
//! others.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// Answers the host in lower case, with each part of other letters as `xn--…`.
pub(super) fn host(host: &str) -> String {
    host.to_lowercase().split('.').map(label).collect::<Vec<_>>().join(".")
}

fn label(label: &str) -> String {
    if label.is_ascii() {
        return label.to_owned();
    }
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).unwrap_or(u32::MAX);
    if basic > 0 {
        out.push('-');
    }
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let (mut n, mut delta, mut bias, mut done) = (128u32, 0u32, 72u32, basic);
    while let Some(next) = letters.iter().copied().filter(|letter| *letter >= n).min() {
        delta = delta.saturating_add((next - n).saturating_mul(done + 1));
        n = next;
        for letter in &letters {
            if *letter < n {
                delta = delta.saturating_add(1);
            } else if *letter == n {
                push(&mut out, delta, bias);
                bias = adapt(delta, done + 1, done == basic);
                (delta, done) = (0, done + 1);
            }
        }
        (delta, n) = (delta.saturating_add(1), n + 1);
    }
    format!("xn--{out}")
}

/// Writes a number in digits whose weight depends on `bias`.
fn push(out: &mut String, delta: u32, bias: u32) {
    let (mut rest, mut k) = (delta, BASE);
    loop {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if rest < threshold {
            return out.push(digit(rest));
        }
        out.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
        rest = (rest - threshold) / (BASE - threshold);
        k += BASE;
    }
}

/// Answers a digit: "a" to "z" are 0 to 25, "0" to "9" are 26 to 35.
fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, 36).unwrap_or('a')
}

fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}
