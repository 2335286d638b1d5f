//! Pictures: decoded within bounds, turned upright, made smaller and encoded anew, so that nothing
//! but what can be seen comes in.

use crate::kernel::{
    file::{PHOTO_PX, SMALL_PX},
    limits::Limits,
    refusal::Refusal,
};
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use std::io::Cursor;

/// Width and height of a portrait, in pixels.
const PORTRAIT: (u32, u32) = (320, 400);
/// The most width and height of an emblem, in pixels: three times what pages show.
const EMBLEM: (u32, u32) = (384, 96);
/// Faces stand in the upper part: of what is cut off a portrait's height, this share goes from the top.
const ABOVE: f64 = 0.3;
/// Quality of JPEG, of 100.
const QUALITY: u8 = 84;
/// What shows through a transparent picture.
const PAPER: Rgb<u8> = Rgb([255, 255, 255]);
/// Bytes of a decoded pixel: eight bits of red, green, blue and transparency.
const PIXEL_BYTES: u64 = 4;

/// An encoded picture.
pub(super) struct Encoded {
    pub bytes: Vec<u8>,
    pub size: (u32, u32),
}

/// A picture of one person, cut to the shape of all portraits.
pub(super) fn portrait(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<Encoded, Refusal> {
    let picture = decode(bytes, format, limits)?;
    let (x, y, width, height) = cut(picture.dimensions(), PORTRAIT);
    let cut = picture.crop_imm(x, y, width, height);
    let most = if width > PORTRAIT.0 { PORTRAIT } else { (width, height) };
    encode(&cut.resize_exact(most.0, most.1, FilterType::CatmullRom))
}

/// A photo, and a smaller one for lists where it is larger than that.
pub(super) fn photo(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<(Encoded, Option<Encoded>), Refusal> {
    let whole = within(decode(bytes, format, limits)?, PHOTO_PX);
    let larger = whole.width().max(whole.height()) > SMALL_PX;
    let encoded = encode(&whole)?;
    let small = larger.then(|| encode(&within(whole, SMALL_PX))).transpose()?;
    Ok((encoded, small))
}

/// An emblem, as a PNG: what lies under it shows through where it has no colour.
pub(super) fn emblem(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<Encoded, Refusal> {
    let whole = decode(bytes, format, limits)?;
    let larger = whole.width() > EMBLEM.0 || whole.height() > EMBLEM.1;
    let fitting = if larger { whole.resize(EMBLEM.0, EMBLEM.1, FilterType::CatmullRom) } else { whole };
    let mut bytes = Cursor::new(Vec::new());
    let plain = DynamicImage::ImageRgba8(fitting.to_rgba8());
    plain.write_to(&mut bytes, ImageFormat::Png).map_err(|_| Refusal::PictureDamaged)?;
    Ok(Encoded { bytes: bytes.into_inner(), size: plain.dimensions() })
}

fn decode(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<DynamicImage, Refusal> {
    let damaged = |_| Refusal::PictureDamaged;
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    let max_pixels = limits.picture_pixels;
    let large = || Refusal::PictureTooLarge { width, height, max_pixels };
    if u64::from(width) * u64::from(height) > max_pixels || decoder.total_bytes() > max_pixels * PIXEL_BYTES {
        return Err(large());
    }
    let mut bounds = image::Limits::no_limits();
    bounds.max_alloc = Some(limits.decoding_bytes);
    decoder.set_limits(bounds).map_err(|_| large())?;
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Left, top, width and height of the largest part of `size` that has the shape of `shape`.
fn cut(size: (u32, u32), shape: (u32, u32)) -> (u32, u32, u32, u32) {
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let ratio = f64::from(shape.0) / f64::from(shape.1);
    let (w, h) = if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) };
    let whole = |part: f64| part.round().max(1.0) as u32;
    (((width - w) / 2.0) as u32, ((height - h) * ABOVE) as u32, whole(w).min(size.0), whole(h).min(size.1))
}

fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    let larger = picture.width().max(picture.height()) > side;
    if larger { picture.resize(side, side, FilterType::CatmullRom) } else { picture }
}

fn encode(picture: &DynamicImage) -> Result<Encoded, Refusal> {
    let plain = flat(picture);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&plain).map_err(|_| Refusal::PictureDamaged)?;
    Ok(Encoded { bytes, size: plain.dimensions() })
}

/// On paper, without transparency.
fn flat(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut paper = RgbImage::from_pixel(picture.width(), picture.height(), PAPER);
    for (under, over) in paper.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let alpha = u16::from(over[3]);
        let mix = |under: u8, over: u8| (u16::from(over) * alpha + u16::from(under) * (255 - alpha)) / 255;
        for channel in 0..3 {
            under[channel] = u8::try_from(mix(under[channel], over[channel])).unwrap_or(u8::MAX);
        }
    }
    paper
}
