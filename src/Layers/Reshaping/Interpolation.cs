namespace Layers;

/// <summary>The method that computes the pixels of an enlarged image.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel; Keras's default for <see cref="UpSampling2D"/>.</summary>
    Nearest,

    /// <summary>The weighted mean of the nearest 2 × 2 pixels.</summary>
    Bilinear,

    /// <summary>Cubic interpolation of the nearest 4 × 4 pixels (Keys, 1981), with TensorFlow's table of 1,024 steps from pixel to
    /// pixel.</summary>
    Bicubic,

    /// <summary>The weighted mean of the nearest 6 × 6 pixels, with the weights of a windowed sinc (Lanczos).</summary>
    Lanczos3,

    /// <summary>The weighted mean of the nearest 10 × 10 pixels, with the weights of a windowed sinc (Lanczos).</summary>
    Lanczos5,

    /// <summary>The mean of the area that a pixel covers. In an image that is enlarged by a whole factor this is the nearest
    /// pixel.</summary>
    Area,
}
