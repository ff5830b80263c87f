//! Models in half the bytes: weights as 16-bit floats, made 32-bit ones again by the model itself
//! when it is loaded, so that all that is computed stays as it was.
//!
//! An ONNX file is a protobuf message. Of it only what changes is taken apart: the list of
//! constants in the graph, and the list of nodes, before which casts are set.

/// Weights of fewer values are left as they are.
const LEAST: usize = 256;

/// The fields of the messages, by their numbers in `onnx.proto`.
mod field {
    pub(super) const MODEL_GRAPH: u64 = 7;
    pub(super) const GRAPH_NODE: u64 = 1;
    pub(super) const GRAPH_CONSTANT: u64 = 5;
    pub(super) const TENSOR_TYPE: u64 = 2;
    pub(super) const TENSOR_NAME: u64 = 8;
    pub(super) const TENSOR_RAW: u64 = 9;
    pub(super) const NODE_INPUT: u64 = 1;
    pub(super) const NODE_OUTPUT: u64 = 2;
    pub(super) const NODE_TYPE: u64 = 4;
    pub(super) const NODE_ATTRIBUTE: u64 = 5;
    pub(super) const ATTRIBUTE_NAME: u64 = 1;
    pub(super) const ATTRIBUTE_INT: u64 = 3;
    pub(super) const ATTRIBUTE_TYPE: u64 = 20;
}

const FLOAT: u64 = 1;
const FLOAT16: u64 = 10;
const ATTRIBUTE_IS_INT: u64 = 2;

/// The same model with its weights as 16-bit floats; `None` if the bytes are no ONNX model.
pub(crate) fn compact(onnx: &[u8]) -> Option<Vec<u8>> {
    let mut model = Vec::with_capacity(onnx.len() * 6 / 10);
    let mut any = false;
    for part in Fields(onnx) {
        match part? {
            Field { number: field::MODEL_GRAPH, value: Value::Bytes(graph), .. } => {
                put_bytes(&mut model, field::MODEL_GRAPH, &compact_graph(graph)?);
                any = true;
            }
            other => model.extend_from_slice(other.whole),
        }
    }
    any.then_some(model)
}

fn compact_graph(graph: &[u8]) -> Option<Vec<u8>> {
    let mut casts = Vec::new();
    let mut rest = Vec::with_capacity(graph.len() * 6 / 10);
    for part in Fields(graph) {
        match part? {
            Field { number: field::GRAPH_CONSTANT, value: Value::Bytes(tensor), whole } => {
                match halved(tensor) {
                    Some((half, name)) => {
                        put_bytes(&mut rest, field::GRAPH_CONSTANT, &half);
                        put_bytes(&mut casts, field::GRAPH_NODE, &cast(&name));
                    }
                    None => rest.extend_from_slice(whole),
                }
            }
            other => rest.extend_from_slice(other.whole),
        }
    }
    // Repeated fields keep their order among themselves: the casts come first of the nodes.
    casts.extend_from_slice(&rest);
    Some(casts)
}

/// A constant with its values in half the bytes under a name of its own, and the old name;
/// `None` if it is no large array of floats.
fn halved(tensor: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut kind, mut name, mut raw) = (0, None, None);
    for part in Fields(tensor) {
        match part? {
            Field { number: field::TENSOR_TYPE, value: Value::Number(value), .. } => kind = value,
            Field { number: field::TENSOR_NAME, value: Value::Bytes(value), .. } => {
                name = Some(value);
            }
            Field { number: field::TENSOR_RAW, value: Value::Bytes(value), .. } => {
                raw = Some(value);
            }
            _ => {}
        }
    }
    let (name, raw) = (name?, raw?);
    if kind != FLOAT || raw.len() <= LEAST * 4 {
        return None;
    }
    let mut out = Vec::with_capacity(raw.len() / 2 + 64);
    for part in Fields(tensor).flatten() {
        match part.number {
            field::TENSOR_TYPE => put_number(&mut out, field::TENSOR_TYPE, FLOAT16),
            field::TENSOR_NAME => put_bytes(&mut out, field::TENSOR_NAME, &half_name(name)),
            field::TENSOR_RAW => {
                let mut half = Vec::with_capacity(raw.len() / 2);
                for value in raw.as_chunks::<4>().0 {
                    half.extend(half_of(f32::from_le_bytes(*value)).to_le_bytes());
                }
                put_bytes(&mut out, field::TENSOR_RAW, &half);
            }
            _ => out.extend_from_slice(part.whole),
        }
    }
    Some((out, name.to_vec()))
}

fn half_name(name: &[u8]) -> Vec<u8> {
    [name, b"_half"].concat()
}

/// A node that makes 32-bit floats of a constant.
fn cast(name: &[u8]) -> Vec<u8> {
    let mut to = Vec::new();
    put_bytes(&mut to, field::ATTRIBUTE_NAME, b"to");
    put_number(&mut to, field::ATTRIBUTE_INT, FLOAT);
    put_number(&mut to, field::ATTRIBUTE_TYPE, ATTRIBUTE_IS_INT);
    let mut node = Vec::new();
    put_bytes(&mut node, field::NODE_INPUT, &half_name(name));
    put_bytes(&mut node, field::NODE_OUTPUT, name);
    put_bytes(&mut node, field::NODE_TYPE, b"Cast");
    put_bytes(&mut node, field::NODE_ATTRIBUTE, &to);
    node
}

/// The nearest 16-bit float (IEEE 754), ties to even; what is too large is infinite.
fn half_of(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16 & 0x8000) as u16;
    let exponent = (bits >> 23 & 0xFF) as i32 - 127;
    let mantissa = bits & 0x7F_FFFF;
    let rounded = |value: u32, shift: u32| {
        let (half, low) = (1 << (shift - 1), value & ((1 << shift) - 1));
        let up = low > half || low == half && value >> shift & 1 == 1;
        (value >> shift) + u32::from(up)
    };
    let magnitude = match exponent {
        128 => 0x7C00 | u32::from(mantissa != 0) << 9,
        16.. => 0x7C00,
        // A carry out of the mantissa raises the exponent, as it should.
        -14.. => (((exponent + 15) as u32) << 10) + rounded(mantissa, 13),
        -25.. => rounded(mantissa | 0x80_0000, (-exponent - 1) as u32),
        _ => 0,
    };
    sign | magnitude as u16
}

/// A field of a message.
struct Field<'a> {
    number: u64,
    value: Value<'a>,
    /// With its tag, as it stands.
    whole: &'a [u8],
}

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Four or eight bytes.
    Fixed,
}

/// The fields of a message in their order; `None` where it is none.
struct Fields<'a>(&'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Option<Field<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let whole = self.0;
        let field = self.field(whole);
        if field.is_none() {
            self.0 = &[];
        }
        Some(field)
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self, whole: &'a [u8]) -> Option<Field<'a>> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => Value::Number(self.number()?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = usize::try_from(self.number()?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Value::Fixed)?,
            _ => return None,
        };
        let whole = whole.get(..whole.len() - self.0.len())?;
        Some(Field { number: tag >> 3, value, whole })
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

fn put_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_number(out: &mut Vec<u8>, field: u64, number: u64) {
    put_varint(out, field << 3);
    put_varint(out, number);
}

fn put_bytes(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    put_varint(out, field << 3 | 2);
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_put_to_the_nearest_half() {
        for (value, half) in [
            (0.0, 0x0000),
            (-0.0, 0x8000),
            (1.0, 0x3C00),
            (-2.0, 0xC000),
            (65504.0, 0x7BFF),
            (65520.0, 0x7C00),
            (1e9, 0x7C00),
            (f32::INFINITY, 0x7C00),
            (6.103_515_6e-5, 0x0400),
            (5.960_464_5e-8, 0x0001),
            (2.980_232_2e-8, 0x0000),
            (3.0e-8, 0x0001),
            (1e-9, 0x0000),
            (0.333_333_34, 0x3555),
            (1.000_488_3, 0x3C00),
            (1.001_464_8, 0x3C02),
            (2047.5 / 1024.0, 0x4000),
        ] {
            assert_eq!(half_of(value), half, "{value}");
        }
        assert_eq!(half_of(f32::NAN) & 0x7C00, 0x7C00);
        assert_ne!(half_of(f32::NAN) & 0x03FF, 0);
    }

    #[test]
    fn large_arrays_of_floats_are_halved_and_cast_before_they_are_used() {
        let tensor = |name: &[u8], count: usize| {
            let mut out = Vec::new();
            put_number(&mut out, 1, count as u64);
            put_number(&mut out, field::TENSOR_TYPE, FLOAT);
            put_bytes(&mut out, field::TENSOR_NAME, name);
            let raw: Vec<u8> = (0..count).flat_map(|n| (n as f32).to_le_bytes()).collect();
            put_bytes(&mut out, field::TENSOR_RAW, &raw);
            out
        };
        let mut graph = Vec::new();
        put_bytes(&mut graph, field::GRAPH_NODE, b"");
        put_bytes(&mut graph, field::GRAPH_CONSTANT, &tensor(b"small", 4));
        put_bytes(&mut graph, field::GRAPH_CONSTANT, &tensor(b"large", 1000));
        let mut model = Vec::new();
        put_number(&mut model, 1, 8);
        put_bytes(&mut model, field::MODEL_GRAPH, &graph);
        let made = compact(&model).unwrap();
        assert!(made.len() < model.len() * 6 / 10);
        let has = |part: &[u8]| memchr::memmem::find(&made, part);
        assert!(has(b"Cast").unwrap() < has(b"small").unwrap());
        assert!(has(b"large_half").is_some() && has(&tensor(b"small", 4)).is_some());
        assert_eq!(compact(b"not a model"), None);
        assert_eq!(compact(b""), None);
    }
}
