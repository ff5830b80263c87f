//! What the attributes of an object on a page tell.

use std::borrow::Cow;

use super::matrix::{Bounds, Matrix, number};
use crate::decode::package::xml::Element;

/// The attributes of an object, those left out as the standard says.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub(super) boundary: Option<Bounds>,
    pub(super) ctm: Matrix,
    /// Number of the way of drawing.
    pub(super) param: Option<Cow<'a, str>>,
    /// From 0, not to be seen, to 1.
    pub(super) alpha: f64,
    pub(super) visible: bool,
    /// It mixes with what is under it.
    pub(super) blends: bool,
    pub(super) line_width: Option<f64>,
    pub(super) stroke: Option<bool>,
    pub(super) fill: Option<bool>,
    pub(super) font: Option<Cow<'a, str>>,
    /// Em of a text, in its own unit.
    pub(super) size: f64,
    /// Width of its glyphs, as a part of their own.
    pub(super) h_scale: f64,
    /// Which way its line runs, in quarters clockwise from the right.
    pub(super) reading: u8,
    /// How its glyphs are turned, in quarters clockwise.
    pub(super) turn: u8,
    pub(super) italic: bool,
    /// Number of the drawing or picture.
    pub(super) resource: Option<Cow<'a, str>>,
}

impl<'a> Object<'a> {
    pub(super) fn of(element: Element<'_, 'a>) -> Object<'a> {
        let mut object = Object {
            boundary: None,
            ctm: Matrix::ONE,
            param: None,
            alpha: 1.0,
            visible: true,
            blends: false,
            line_width: None,
            stroke: None,
            fill: None,
            font: None,
            size: 0.0,
            h_scale: 1.0,
            reading: 0,
            turn: 0,
            italic: false,
            resource: None,
        };
        for (name, value) in element.attributes() {
            match name {
                "Boundary" => object.boundary = Bounds::parse(&value),
                "CTM" => object.ctm = Matrix::parse(&value).unwrap_or(Matrix::ONE),
                "DrawParam" => object.param = Some(value),
                "Alpha" => {
                    object.alpha =
                        number(&value).map_or(1.0, |alpha| (alpha / 255.0).clamp(0.0, 1.0));
                }
                "Visible" => object.visible = flag(&value).unwrap_or(true),
                "BlendMode" => object.blends = !value.trim().eq_ignore_ascii_case("normal"),
                "LineWidth" => object.line_width = number(&value),
                "Stroke" => object.stroke = flag(&value),
                "Fill" => object.fill = flag(&value),
                "Font" => object.font = Some(value),
                "Size" => object.size = number(&value).unwrap_or_default(),
                "HScale" => object.h_scale = number(&value).filter(|h| *h > 0.0).unwrap_or(1.0),
                "ReadDirection" => object.reading = quarters(&value),
                "CharDirection" => object.turn = quarters(&value),
                "Italic" => object.italic = flag(&value).unwrap_or_default(),
                "ResourceID" => object.resource = Some(value),
                _ => {}
            }
        }
        object
    }

    /// From its own unit to that of what it stands in.
    pub(super) fn placed(&self) -> Matrix {
        let Bounds { x, y, .. } = self.boundary.unwrap_or_default();
        self.ctm.then(Matrix::shift(x, y))
    }
}

fn flag(value: &str) -> Option<bool> {
    match value.trim() {
        "true" | "True" | "TRUE" | "1" => Some(true),
        "false" | "False" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// Degrees as quarters of a turn, from 0 to 3.
fn quarters(value: &str) -> u8 {
    let degrees = number(value).unwrap_or_default();
    (degrees / 90.0).round().rem_euclid(4.0) as u8
}
