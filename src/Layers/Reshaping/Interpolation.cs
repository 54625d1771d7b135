namespace Layers;

/// <summary>What stands between the pixels of an image that is made larger.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel again; Keras's default here.</summary>
    Nearest,

    /// <summary>The weighted mean of the 2 · 2 pixels around.</summary>
    Bilinear,

    /// <summary>Cubic curves through the 4 · 4 pixels around (Keys, 1981), with TensorFlow's table of 1,024 steps from pixel to
    /// pixel.</summary>
    Bicubic,

    /// <summary>The 6 · 6 pixels around, weighted by a windowed sinc (Lanczos).</summary>
    Lanczos3,

    /// <summary>The 10 · 10 pixels around, weighted by a windowed sinc (Lanczos).</summary>
    Lanczos5,

    /// <summary>The mean of what a pixel covers, which in an image that grows by a whole factor is the nearest one.</summary>
    Area,
}
